import { countedField, errorList, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { ageText, type Family, familyPaths, nameOf } from "../../families/index.ts";
import { ROUTES, type Route } from "../../programmes/index.ts";
import { referralPaths } from "../paths.ts";
import { LONGEST_OVERRIDE_REASON } from "./new-referral-form.ts";
import { type ProgrammesOffered, programmeChoices } from "./programme-choices-page.ts";

export type Choosing = Omit<ProgrammesOffered, "children"> & {
  route: Route;
  family: Family;
  /** The programme that was chosen on the page before; undefined where none was. */
  chosen: string | undefined;
  /** The child that the offer was about; null for an offer about the carer alone. */
  childId: string | null;
};

/** Choose the programme and the child; why again, when the last time was less than six months ago. */
export function newReferralPage(
  choosing: Choosing,
  form: FormProblem = BLANK,
  already: { isSoonAgain: boolean; open: { reference: string; href: string | null } | null } = {
    isSoonAgain: false,
    open: null,
  },
) {
  const { route, family, carer, programmes, today, childId, chosen } = choosing;
  const first = { ...(childId ? { child: childId } : {}), ...(chosen ? { programme: chosen } : {}) };
  const typed = { ...form, values: { ...first, ...form.values } };
  const children = Object.fromEntries(family.children.map((one) => [one.id, `${nameOf(one)}, ${ageText(one, today)}`]));
  return {
    notices: { decided: "Decision saved. The carer said yes: choose the programme" },
    title: `Refer to a ${route === "cbt" ? "CBT course" : "parenting programme"}`,
    about: `${nameOf(carer)}. ${ROUTES[route]}.`,
    errors: errorList(form),
    open: already.open,
    programme: programmeChoices("programme", { ...choosing, children: family.children }, typed),
    hasProgrammes: programmes.length > 0,
    child: radios("child", children, typed),
    overrideReason: already.isSoonAgain ? countedField("overrideReason", LONGEST_OVERRIDE_REASON, form) : null,
    cancelHref: familyPaths.show(family.id),
    breadcrumbs: [{ text: "Referrals", href: referralPaths.list() }, { text: "New referral" }],
  };
}
