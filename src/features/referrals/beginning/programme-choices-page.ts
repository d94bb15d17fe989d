import { clockTime, weekdayAndDay, weekdayName, weekdayOf } from "../../../domain/calendar.ts";
import { radios } from "../../../forms/field.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { ageOf, firstNameOf, type Person } from "../../families/index.ts";
import { type CatalogueEntry, canCome, FORMATS, type Free, isMadeFor, type NextStart } from "../../programmes/index.ts";

/** What a programme is chosen by: the catalogue, what starts next, and what is on file of whoever would come. */
export type ProgrammesOffered = {
  programmes: readonly CatalogueEntry[];
  starts: readonly NextStart[];
  /** When the carer can come, as far as it was asked. */
  free: readonly Free[];
  carer: Person;
  children: readonly Person[];
  today: string;
};

const ages = ({ childAgeFrom, childAgeTo }: CatalogueEntry) => `Children aged ${childAgeFrom} to ${childAgeTo}`;

/** "Willow Family Centre. Group. Children aged 4 to 12; Jayden is 13". Age is shown and never excludes: a person decides. */
function whatItIs(entry: CatalogueEntry, { children, today }: ProgrammesOffered): string {
  const outside = children.flatMap((child) => {
    const age = ageOf(child, today);
    return age === null || isMadeFor(entry, age) ? [] : [`${firstNameOf(child)} is ${age}`];
  });
  const said = outside.length > 0 ? `${ages(entry)}; ${outside.join(", ")}` : ages(entry);
  return `${entry.organisationName}. ${FORMATS[entry.format]}. ${said}`;
}

/** "4 of 10 places free". */
const placesSaid = ({ free, places }: NextStart): string =>
  free === 0 ? `none of ${places} places free` : `${free} of ${places} places free`;

const startSaid = (start: NextStart): string =>
  [
    `${weekdayAndDay(start.day)} at ${clockTime(start.time)}`,
    start.venue ?? "place told to whoever is enrolled",
    placesSaid(start),
  ].join(", ");

/** Whether the carer can come on that day: by what they said, and never as a reason to leave it out. */
function fitSaid(start: NextStart, { free, carer }: ProgrammesOffered): string {
  const can = canCome(start, free);
  const when = weekdayName(weekdayOf(start.day));
  if (can === null) return `When ${firstNameOf(carer)} can come is not asked yet`;
  return can
    ? `${firstNameOf(carer)} can come then`
    : `${when} at that time is not one that ${firstNameOf(carer)} named`;
}

const MOST_STARTS = 3;

function startsOf(entry: CatalogueEntry, offered: ProgrammesOffered): string[] {
  const own = offered.starts.filter(({ programmeId }) => programmeId === entry.id).slice(0, MOST_STARTS);
  if (own.length > 0) return own.map((start) => `Starts ${startSaid(start)}. ${fitSaid(start, offered)}`);
  return [
    entry.format === "one-to-one"
      ? "Starts on a day agreed with the carer"
      : "No start is planned: the carer would wait",
  ];
}

/** What is said of one programme beside its name, a line a fact. */
const linesOf = (entry: CatalogueEntry, offered: ProgrammesOffered): string[] => [
  whatItIs(entry, offered),
  ...startsOf(entry, offered),
  ...(entry.setting === "" ? [] : [`Where: ${entry.setting}`]),
];

/** The programmes of a route to choose from, by name and never ranked, each with when, where and for whom it starts next. */
export function programmeChoices(name: string, offered: ProgrammesOffered, form: FormProblem) {
  const { programmes } = offered;
  const question = radios(name, Object.fromEntries(programmes.map((one) => [one.id, one.name])), form);
  return {
    ...question,
    items: question.items.map((item) => ({
      ...item,
      lines: linesOf(programmes.find(({ id }) => id === item.value)!, offered),
    })),
  };
}
