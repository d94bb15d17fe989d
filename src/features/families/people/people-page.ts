import { type Day, longDay } from "../../../domain/calendar.ts";
import { arrangementText, datesText } from "../care/arrangement-page.ts";
import { type Contact, hoursOf } from "../contacts/contact.ts";
import { hoursText } from "../contacts/safe-hours.ts";
import { ageText, type Family, nameOf, type Person } from "../family/family.ts";
import { familyFrame } from "../family/family-frame-page.ts";
import { ARRANGEMENT_KINDS, CONTACT_KINDS, RELATIONSHIPS } from "../family/family-words.ts";
import { factLabel, factText } from "../family/record-words.ts";
import type { Hold, Needs } from "../needs/needs.ts";
import { familyPaths } from "../paths.ts";
import { FACT_NOTICES, type ToldPage } from "../reach/person-fact-page.ts";
import type { ReachCard } from "../reach/reach-card-page.ts";
import type { PersonDetails } from "./person-form.ts";

type Row = { key: { text: string }; value: { text: string } | { lines: string[] } };
const row = (key: string, text: string): Row => ({ key: { text: key }, value: { text } });

type Fact = keyof PersonDetails | "diedOn";

/** What a provider needs of a person referred to it: no ethnicity, no disability (docs/rules/people-and-words.md). */
const FOR_PROVIDER: readonly Fact[] = ["knownAs", "birthOn", "sex", "language", "interpreter", "readingHelp"];
const FOR_OWN: readonly Fact[] = [...FOR_PROVIDER, "ethnicity", "ethnicityStatedBy", "disability", "diedOn"];
const NOT_OF_CHILDREN = new Set<Fact>(["language", "interpreter", "readingHelp"]);

function factRows(person: Person, family: Family, today: Day): Row[] {
  const names = family.access === "own" ? FOR_OWN : FOR_PROVIDER;
  const shown = names.filter((name) => person.kind === "carer" || !NOT_OF_CHILDREN.has(name));
  return shown
    .filter((name) => person[name] !== null || name === "birthOn")
    .map((name) => row(factLabel(name), name === "birthOn" ? birthText(person, today) : factText(name, person[name])));
}

function birthText(person: Person, today: Day): string {
  if (person.birthOn === null) return "Not known";
  const guessed = person.birthCertainty === "estimated" ? " (a guess)" : "";
  const now = person.diedOn === null ? ageText(person, today) : `died ${longDay(person.diedOn)}`;
  return `${longDay(person.birthOn)}${guessed}, ${now}`;
}

const arrangementRows = (person: Person, family: Family): string[] =>
  family.arrangements
    .filter((one) => one.carerId === person.id || one.childId === person.id)
    .map((one) => arrangementText(family, one));

/** A person as a card: name, facts, arrangements, and where to go on. */
export const personCard = (person: Person, family: Family, today: Day) => ({
  card: {
    title: { text: `${nameOf(person)} (${person.kind})` },
    actions: {
      items: [{ text: "Open", href: familyPaths.person(family.id, person.id), visuallyHiddenText: nameOf(person) }],
    },
  },
  rows: [
    row("Birth date", birthText(person, today)),
    ...(person.kind === "child" ? currentCare(person, family) : []),
    ...(person.kind === "carer" && person.language !== "en"
      ? [row("Language", factText("language", person.language))]
      : []),
  ],
});

function currentCare(child: Person, family: Family): Row[] {
  const current = family.arrangements.filter((one) => one.childId === child.id && one.toOn === null);
  if (current.length === 0) return [row("Care arrangement", "None at present")];
  return [
    {
      key: { text: "Care arrangement" },
      value: {
        lines: current.map(
          (one) => `${ARRANGEMENT_KINDS[one.kind]} ${datesText(one)}, ${RELATIONSHIPS[one.relationship].toLowerCase()}`,
        ),
      },
    },
  ];
}

/** Everybody of a family. */
export const peoplePage = (family: Family, today: Day) => ({
  ...familyFrame(family, today, "people"),
  title: "People",
  cards: [...family.carers, ...family.children].map((person) => personCard(person, family, today)),
  mayChange: family.access === "own",
  addCarerHref: familyPaths.newPerson(family.id, "carer"),
  addChildHref: familyPaths.newPerson(family.id, "child"),
});

export type PersonFile = {
  contacts: readonly Contact[];
  needs: Needs | undefined;
  holds: readonly Hold[];
  shown?: { id: string; value: string };
  /** How they may be reached now; of a child nothing, since nobody rings a child. */
  card: ReachCard | null;
  /** What was learned about them, said once for everybody. */
  told: ToldPage | null;
};

function safeText(contact: Contact): string {
  const hours = hoursOf(contact);
  const when = [hours && hoursText(hours), contact.safeTimes].filter(Boolean).join(": ");
  if (contact.safe === "at-times") return `Safe only ${when}`;
  if (contact.safe === "not-known") return `Not known whether it is safe${when && `: ${when}`}`;
  return contact.safe === "yes" ? "Safe" : `Not safe to use${when && `: ${when}`}`;
}

/** What must be read before a contact is used. Nothing shows or prints a contact's value without it (docs/rules/reaching.md). */
export const contactNote = (contact: Contact): string =>
  [
    safeText(contact),
    contact.shared === "yes" ? "shared with somebody" : null,
    contact.doNotUseReason === null ? null : `do not use: ${contact.doNotUseReason}`,
    contact.endedOn === null ? null : `not used since ${longDay(contact.endedOn)}`,
  ]
    .filter((part) => part !== null)
    .join(", ");

/** A contact with its value, or what to press to see a confidential one. */
const contactRow = (contact: Contact, family: Family, shown: PersonFile["shown"]) => ({
  kind: CONTACT_KINDS[contact.kind],
  value: shown?.id === contact.id ? shown.value : contact.confidential === "yes" ? "Confidential" : contact.value,
  isHidden: contact.confidential === "yes" && shown?.id !== contact.id,
  showHref: familyPaths.showContact(family.id, contact.id),
  note: contactNote(contact),
  editHref: contact.endedOn === null ? familyPaths.editContact(family.id, contact.id) : undefined,
  endHref: contact.endedOn === null ? familyPaths.endContact(family.id, contact.id) : undefined,
});

const NEED_NAMES = [
  "interpreterLanguage",
  "childcare",
  "transport",
  "access",
  "workPattern",
  "bestTimeForText",
] as const;

/** One person: who they are, how to reach them, what they need, what we hold back, where they live. */
export const personPage = (person: Person, family: Family, file: PersonFile, today: Day) => ({
  ...familyFrame(family, today, "people"),
  title: nameOf(person),
  kind: person.kind,
  card: file.card,
  told: file.told,
  facts: { rows: factRows(person, family, today) },
  arrangements: arrangementRows(person, family),
  contacts: file.contacts.filter((one) => one.personId === person.id).map((one) => contactRow(one, family, file.shown)),
  needs: file.needs
    ? { rows: NEED_NAMES.map((name) => row(factLabel(name), factText(name, file.needs![name]))) }
    : null,
  holds: file.holds
    .filter((hold) => hold.personId === person.id)
    .map((hold) => ({
      text: `${longDay(hold.fromOn)} to ${longDay(hold.untilOn)}${hold.reason ? `: ${hold.reason}` : ""}`,
      liftHref: familyPaths.liftHold(family.id, hold.id),
    })),
  mayChange: family.access === "own",
  mayHold: true,
  hrefs: {
    edit: familyPaths.editPerson(family.id, person.id),
    history: familyPaths.history(family.id, person.id),
    newContact: familyPaths.newContact(family.id, person.id),
    needs: familyPaths.needs(family.id, person.id),
    newHold: familyPaths.newHold(family.id, person.id),
    allAgreements: familyPaths.allAgreements(family.id, person.id),
  },
  notices: {
    changed: "Changes saved",
    added: `${nameOf(person)} added`,
    "contact-added": "Contact added",
    "contact-changed": "Contact changed",
    "contact-ended": "Contact ended. It stays on file",
    needs: "Needs saved",
    hold: "Hold saved. Nothing is asked of them until it ends",
    lifted: "Hold lifted",
    ...FACT_NOTICES,
  },
});
