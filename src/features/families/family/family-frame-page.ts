import { type Day, longDay } from "../../../domain/calendar.ts";
import { familyPaths } from "../paths.ts";
import { ageText, arrangementOf, type Family, nameOf, type Person } from "./family.ts";
import { ARRANGEMENT_KINDS } from "./family-words.ts";

export type FamilyTab = "summary" | "people" | "timeline" | "agreements" | null;

/** "Jayden Smith, aged 8". */
export const nameAndAge = (person: Person, today: Day): string =>
  person.diedOn === null
    ? `${nameOf(person)}, ${ageText(person, today)}`
    : `${nameOf(person)}, died ${longDay(person.diedOn)}`;

const arrangementFact = (family: Family, child: Person, today: Day): string => {
  const current = arrangementOf(family, child.id, today);
  return current ? ARRANGEMENT_KINDS[current.kind] : "No current care arrangement";
};

/** Who died stands first on every page of the family, so that nobody asks for them. */
const deathsOf = ({ carers }: Family) =>
  carers.flatMap((carer) =>
    carer.diedOn === null
      ? []
      : [{ text: `${nameOf(carer)} died ${longDay(carer.diedOn)}`, classes: "govuk-tag--red" }],
  );

function alertsOf(family: Family): { text: string; classes?: string }[] {
  const alerts: { text: string; classes?: string }[] = deathsOf(family);
  if (family.closedOn !== null) alerts.push({ text: `Closed ${longDay(family.closedOn)}`, classes: "govuk-tag--grey" });
  if (family.access === "referred") alerts.push({ text: `Held by ${family.organisationName}` });
  const needsInterpreter = family.carers.some((carer) => carer.interpreter === "yes");
  if (needsInterpreter) alerts.push({ text: "Interpreter" });
  if (family.carers.some((carer) => carer.readingHelp === "yes")) alerts.push({ text: "Help with reading" });
  return alerts;
}

/** The way back from a page of a family. */
export const familyCrumbs = (family: Pick<Family, "id" | "reference">) => [
  { text: "Families", href: familyPaths.list },
  { text: family.reference, href: familyPaths.show(family.id) },
];

/**
 * What every page of one family shows above its own content: the identity bar, the sub-navigation and the way back.
 * Views include `@families/family/_frame` with it. `alerts` of other features (an open concern, a hold) are shown after our own.
 */
export function familyFrame(
  family: Family,
  today: Day,
  tab: FamilyTab = null,
  alerts: { text: string; classes?: string }[] = [],
) {
  const kinds = [...new Set(family.children.map((child) => arrangementFact(family, child, today)))];
  const items = [
    { text: "Summary", href: familyPaths.show(family.id), active: tab === "summary" },
    { text: "People", href: familyPaths.people(family.id), active: tab === "people" },
    { text: "Timeline", href: familyPaths.timeline(family.id), active: tab === "timeline" },
    { text: "Agreements", href: familyPaths.agreements(family.id), active: tab === "agreements" },
  ];
  return {
    familyBar: {
      title: { text: family.carers.map(nameOf).join(" and ") || `Family ${family.reference}` },
      facts: [family.reference, ...family.children.map((child) => nameAndAge(child, today)), ...kinds],
      alerts: [...alertsOf(family), ...alerts],
    },
    subNavigation: { label: "This family", items },
    breadcrumbs: familyCrumbs(family),
  };
}
