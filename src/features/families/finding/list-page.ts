import { type Day, longDay } from "../../../domain/calendar.ts";
import { addressOf, countWords, PAGE_SIZE, type Page, type PlaceAsked, pageLinks } from "../../../domain/paging.ts";
import { errorList, field } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { ageText, nameOf } from "../family/family.ts";
import { pagination } from "../family/pages-of-list.ts";
import { familyPaths } from "../paths.ts";
import { type FamilyRow, type ListedPerson, type Match, type NextDue, nextDue } from "./family-list.ts";
import type { FamilyFilter } from "./list-queries.ts";

const WHY: Record<Match["why"], string> = {
  reference: "reference",
  name: "name",
  "name-starts": "name begins with what you typed",
  "name-short": "another form of the name you typed",
  "name-inside": "name has in it what you typed",
  "name-sounds": "name sounds like what you typed",
  birthday: "birth date",
  "birthday-swapped": "birth date with day and month changed over",
  contact: "telephone, email or postcode",
  "contact-ends": "telephone number ends so",
};

const named = (family: FamilyRow, kind: ListedPerson["kind"], inWords: (person: ListedPerson) => string): string =>
  family.people
    .filter((person) => person.kind === kind)
    .map(inWords)
    .join("; ");

function dueCell(due: NextDue | null) {
  if (!due) return { text: "Nothing due" };
  const text = due.what === "behaviour-check" ? "First behaviour check" : `Review ${longDay(due.on)}`;
  return due.isOverdue ? { tag: { text: `${text}, overdue`, classes: "govuk-tag--orange" } } : { text };
}

const rowOf = (family: FamilyRow, today: Day, isChanged = false) => [
  { text: family.reference, href: familyPaths.show(family.id), mark: isChanged ? CHANGED : undefined },
  { text: named(family, "carer", nameOf) || "No carer" },
  { text: named(family, "child", (child) => `${nameOf(child)}, ${ageText(child, today)}`) || "No child" },
];

/** The mark of a record with something that its reader has not looked at yet. */
const CHANGED = { text: "Changed" };

const searchForm = (form: FormProblem = BLANK) => ({
  action: familyPaths.search,
  ...field("q", form),
});

/** The address of a list: what is as it is without being asked for stands in none. */
const href = ({ state, sort, whose, worker }: FamilyFilter, place: PlaceAsked = {}): string =>
  addressOf(familyPaths.list, {
    whose: whose === "mine" ? whose : undefined,
    worker,
    state: state === "closed" ? state : undefined,
    sort: sort === "reference" ? undefined : sort,
    ...place,
  });

/** The organisation's families: who they are, the next thing due; open or closed, by reference or by what is due first. */
export function listPage(
  families: Page<FamilyRow>,
  count: number,
  filter: FamilyFilter & { workerName?: string | undefined },
  today: Day,
  changed: ReadonlySet<string>,
) {
  const { state, whose, workerName } = filter;
  const tab = (text: string, other: Pick<FamilyFilter, "state" | "whose">) => ({
    text,
    href: href({ ...filter, ...other, worker: undefined }),
    active: other.state === state && other.whose === whose && workerName === undefined,
  });
  const sorted = (by: FamilyFilter["sort"], text: string) => ({
    text,
    href: href({ ...filter, sort: by }),
    sort: filter.sort === by ? "ascending" : "none",
  });
  const isOpen = state === "open";
  const carers = isOpen ? sorted("name", "Carers") : { text: "Carers" };
  const columns = [sorted("reference", "Reference"), carers, { text: "Children" }];
  return {
    title: "Families",
    counted:
      countWords(count, `${state} family`, `${state} families`) +
      (workerName ? ` that ${workerName} works with` : whose === "mine" ? " that you work with" : ""),
    tabs: {
      label: "Whose, open or closed",
      items: [
        tab("My families", { state: "open", whose: "mine" }),
        tab("All open", { state: "open", whose: "team" }),
        tab("My closed ones", { state: "closed", whose: "mine" }),
        tab("All closed", { state: "closed", whose: "team" }),
      ],
    },
    head: [...columns, isOpen ? sorted("due", "Next due") : { text: "Closed" }],
    rows: families.rows.map((family) => [
      ...rowOf(family, today, changed.has(family.id)),
      family.closedOn === null ? dueCell(nextDue(family, today)) : { text: longDay(family.closedOn) },
    ]),
    empty:
      filter.state === "open"
        ? {
            text: "No open families yet. A family is one file: its carers, its children, the arrangements between them.",
            href: familyPaths.new,
            linkText: "Open a family",
          }
        : { text: "No family has been closed." },
    search: searchForm(),
    newHref: familyPaths.new,
    pagination: pageLinks(families, (place) => href(filter, place)),
    notices: { locked: "Locked. You can no longer open this family. Only a manager can unlock it for you." },
  };
}

function whyCell(family: FamilyRow, matches: readonly Match[]) {
  const reasons = matches
    .filter((match) => match.familyId === family.id)
    .map(({ personId, why }) => {
      const person = family.people.find((one) => one.id === personId);
      return person ? `${nameOf(person)}: ${WHY[why]}` : WHY[why];
    });
  return { text: [...new Set(reasons)].join("; ") };
}

type Found = {
  typed: string;
  searchId: string;
  families: readonly FamilyRow[];
  matches: readonly Match[];
  count: number;
  page: number;
  /** There was more than is read. */
  isCut: boolean;
};

function foundText(count: number, isCut: boolean): string {
  const text = `${count} ${count === 1 ? "family" : "families"} found`;
  return isCut ? `The best ${text}. There are more: add a name or a birth date to narrow the search` : text;
}

/** What a search found, the best first, and why each was found. */
export function foundPage(found: Found, today: Day) {
  const { typed, families, matches, count, page, searchId } = found;
  return {
    title: "Search results",
    breadcrumbs: [{ text: "Families", href: familyPaths.list }, { text: "Search results" }],
    counted: foundText(count, found.isCut),
    head: [{ text: "Reference" }, { text: "Carers" }, { text: "Children" }, { text: "Why it is here" }],
    rows: families.map((family) => [...rowOf(family, today), whyCell(family, matches)]),
    empty: {
      text: "Nobody found. Try fewer letters, another spelling, or the birth date. The family may belong to another organisation.",
      href: familyPaths.new,
      linkText: "Open a new family",
    },
    search: searchForm({ values: { q: typed }, errors: [] }),
    newHref: familyPaths.new,
    pagination: pagination(count, PAGE_SIZE, page, (number) => `${familyPaths.found(searchId)}&page=${number}`),
  };
}

/** The search box by itself: where a search that can't be read is shown again. */
export const searchPage = (form: FormProblem = BLANK) => ({
  title: "Find a family",
  breadcrumbs: [{ text: "Families", href: familyPaths.list }, { text: "Find a family" }],
  errors: errorList(form),
  search: searchForm(form),
});
