import type { Day } from "../../domain/calendar.ts";
import { evidenceSaid, NOT_OFFERED_REASONS, SUPPORT_CODES, SUPPORTS } from "../../domain/support.ts";
import { dateField, errorList, radios, select } from "../../forms/field.ts";
import type { FormProblem } from "../../forms/form.ts";
import type { Family } from "../families/index.ts";
import { FIRST_STATES, isOpen, OFFER_STATES, type Offer } from "./offer.ts";
import { familyCrumbs, namesOf } from "./offer-page.ts";
import { offerPaths } from "./paths.ts";
import { reasonField, stateField } from "./telling-form.ts";

/** What is open already of a kind, by carer where there are several: said beside its row. */
function standsAs(offers: readonly Offer[], family: Family, support: Offer["support"]): string | null {
  const open = offers.filter((offer) => offer.support === support && isOpen(offer));
  const names = namesOf(family.carers);
  const said = open.map(({ carerId, state }) =>
    family.carers.length > 1 ? `${names[carerId]}: ${OFFER_STATES[state]}` : OFFER_STATES[state],
  );
  return said.length > 0 ? said.join("; ") : null;
}

const first = (family: Family, carer: string | undefined, today: Day): FormProblem => ({
  values: {
    carerId: carer ?? (family.carers.length === 1 ? family.carers[0]!.id : ""),
    childId: family.children.length === 1 ? family.children[0]!.id : "",
    onDay: today,
  },
  errors: [],
});

/** All kinds of support on one form, a row a kind: told, offered, or not offered and why. */
export function tellingPage(
  { family, offers }: { family: Family; offers: readonly Offer[] },
  carer: string | undefined,
  today: Day,
  problem?: FormProblem,
) {
  const form = problem ?? first(family, carer, today);
  return {
    title: "What the carer was told of",
    errors: errorList(form),
    breadcrumbs: [...familyCrumbs(family), { text: "Support", href: offerPaths.list(family.id) }],
    cancelHref: offerPaths.list(family.id),
    carerId: radios("carerId", namesOf(family.carers), form),
    childId: select("childId", namesOf(family.children), form, "Not about one child"),
    onDay: dateField("onDay", form),
    rows: SUPPORT_CODES.map((support) => ({
      name: SUPPORTS[support],
      evidence: evidenceSaid(support),
      stands: standsAs(offers, family, support),
      state: select(stateField(support), FIRST_STATES, form, "Nothing new"),
      reason: select(reasonField(support), NOT_OFFERED_REASONS, form, "If not offered: why?"),
    })),
  };
}
