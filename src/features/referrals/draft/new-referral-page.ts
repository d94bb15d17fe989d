import { countedField, errorList, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { ageOf, ageText, type Family, familyPaths, nameOf, type Person } from "../../families/index.ts";
import { type CatalogueEntry, FORMATS, isMadeFor, ROUTES, type Route } from "../../programmes/index.ts";
import { referralPaths } from "../paths.ts";
import { LONGEST_OVERRIDE_REASON } from "./new-referral-form.ts";

export type Choosing = {
  route: Route;
  family: Family;
  carer: Person;
  programmes: readonly CatalogueEntry[];
  today: string;
  /** The child that the offer was about; null for an offer about the carer alone. */
  childId: string | null;
};

const ages = ({ childAgeFrom, childAgeTo }: CatalogueEntry) => `Children aged ${childAgeFrom} to ${childAgeTo}`;

/** "Willow Family Centre. Group. Children aged 4 to 12; Jayden is 13". Age is shown and never excludes: a person decides. */
function hintOf(entry: CatalogueEntry, children: readonly Person[], today: string): string {
  const outside = children.flatMap((child) => {
    const age = ageOf(child, today);
    return age === null || isMadeFor(entry, age) ? [] : [`${child.knownAs ?? child.givenName} is ${age}`];
  });
  const said = outside.length > 0 ? `${ages(entry)}; ${outside.join(", ")}` : ages(entry);
  return `${entry.organisationName}. ${FORMATS[entry.format]}. ${said}`;
}

/** Choose the programme and the child; why again, when the last time was less than six months ago. */
export function newReferralPage(
  choosing: Choosing,
  form: FormProblem = BLANK,
  already: { isSoonAgain: boolean; open: { reference: string; href: string | null } | null } = {
    isSoonAgain: false,
    open: null,
  },
) {
  const { route, family, carer, programmes, today, childId } = choosing;
  const typed =
    form.values.child === undefined && childId ? { ...form, values: { ...form.values, child: childId } } : form;
  const children = Object.fromEntries(family.children.map((one) => [one.id, `${nameOf(one)}, ${ageText(one, today)}`]));
  const offered = radios("programme", Object.fromEntries(programmes.map(({ id, name }) => [id, name])), form);
  return {
    title: `Refer to a ${route === "cbt" ? "CBT course" : "parenting programme"}`,
    about: `${nameOf(carer)}. ${ROUTES[route]}.`,
    errors: errorList(form),
    open: already.open,
    programme: {
      ...offered,
      items: offered.items.map((item) => {
        const entry = programmes.find(({ id }) => id === item.value)!;
        return { ...item, hint: { text: hintOf(entry, family.children, today) } };
      }),
    },
    hasProgrammes: programmes.length > 0,
    child: radios("child", children, typed),
    overrideReason: already.isSoonAgain ? countedField("overrideReason", LONGEST_OVERRIDE_REASON, form) : null,
    cancelHref: familyPaths.show(family.id),
    breadcrumbs: [{ text: "Referrals", href: referralPaths.list() }, { text: "New referral" }],
  };
}
