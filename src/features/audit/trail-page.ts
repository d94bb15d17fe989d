import { type Actor, ROLES } from "../../domain/actor.ts";
import type { AuditVerb } from "../../domain/audit-entry.ts";
import { longDay, longInstant } from "../../domain/calendar.ts";
import { countWords, type Page, type PlaceAsked } from "../../domain/paging.ts";
import { dateField, errorList, field, select } from "../../forms/field.ts";
import { BLANK, type FormProblem } from "../../forms/form.ts";
import type { AuditedFamily } from "./audited-family-queries.ts";
import { auditPaths } from "./paths.ts";
import {
  kindWords,
  personWords,
  roleWords,
  type TrailFilter,
  type TrailLine,
  VERBS,
  whatWords,
  whoWords,
} from "./trail.ts";

const HEAD = ["When", "Who", "Role", "What", "Record", "Family"].map((text) => ({ text }));

const record = (line: TrailLine) =>
  line.shownCount === 0
    ? `${kindWords(line.subjectKind)} ${line.subjectId}`
    : `${kindWords(line.subjectKind)}, a list of ${line.shownCount === 1 ? "1 family" : `${line.shownCount} families`}`;

const row = (line: TrailLine) => [
  { text: longInstant(line.at) },
  { text: whoWords(line) },
  { text: line.organisationName ? `${roleWords(line.role)}, ${line.organisationName}` : roleWords(line.role) },
  { text: whatWords(line) },
  { text: record(line) },
  { text: line.familyReference ?? "", classes: "kinstep-reference" },
];

type Listed = { lines: Page<TrailLine>; href: (place: PlaceAsked) => string };

/** How many there are where all of them are shown; else from when to when this page goes. */
function coveredWords({ rows, previous, next }: Page<TrailLine>): string {
  const [newest, oldest] = [rows[0], rows.at(-1)];
  if (!newest || !oldest || (!previous && !next)) return countWords(rows.length, "entry", "entries");
  return `From ${longInstant(newest.at)} back to ${longInstant(oldest.at)}`;
}

const list = ({ lines, href }: Listed) => ({
  head: HEAD,
  rows: lines.rows.map(row),
  covered: coveredWords(lines),
  previous: lines.previous && { href: href(lines.previous), text: "Newer" },
  next: lines.next && { href: href(lines.next), text: "Older" },
  newest: lines.previous && { href: href({}), text: "Newest entries" },
  oldest: lines.next && { href: href({ before: "end" }), text: "Oldest entries" },
});

type Person = { id: string; name: string; email: string };

const chosenWords = (filter: TrailFilter, people: readonly Person[]): [string, string][] =>
  [
    ["actor", people.filter(({ id }) => id === filter.actorId).map(personWords)[0] ?? ""],
    ["verb", filter.verb ? VERBS[filter.verb as AuditVerb] : ""],
    ["from", filter.from ? `From ${longDay(filter.from)}` : ""],
    ["to", filter.to ? `To ${longDay(filter.to)}` : ""],
    ["subject", filter.subjectId ? `Record ${filter.subjectId}` : ""],
  ].filter((pair): pair is [string, string] => pair[1] !== "");

const withoutName = (search: URLSearchParams, name: string): string => {
  const left = new URLSearchParams([...search].filter(([one]) => one !== name && !one.startsWith(`${name}-`)));
  for (const place of ["after", "before"]) left.delete(place);
  return `${auditPaths.trail}?${left}`;
};

type TrailPage = Listed & { filter: TrailFilter; people: Person[]; search: URLSearchParams };

/** The trail with its filters. A wrong filter shows no lines, and says what is wrong. */
export const trailPage = (shown: TrailPage, form: FormProblem) => ({
  title: "The trail",
  errors: errorList(form),
  familiesHref: auditPaths.families,
  actor: select(
    "actor",
    Object.fromEntries(shown.people.map((person) => [person.id, personWords(person)])),
    form,
    "Anybody",
  ),
  verb: select("verb", VERBS, form, "Anything"),
  from: dateField("from", form),
  to: dateField("to", form),
  subject: field("subject", form),
  chosen: chosenWords(shown.filter, shown.people).map(([name, text]) => ({
    text,
    href: withoutName(shown.search, name),
  })),
  clearHref: auditPaths.trail,
  ...list(shown),
});

const CRUMB = { text: "The trail", href: auditPaths.trail };

export const familySearchPage = (form: FormProblem = BLANK) => ({
  title: "Who looked at this child",
  breadcrumbs: [CRUMB, { text: "Who looked at this child" }],
  errors: errorList(form),
  reference: field("reference", form),
});

export const familyTrailPage = (family: AuditedFamily, shown: Listed, actor: Actor) => ({
  title: `Who looked at family ${family.reference}`,
  breadcrumbs: [CRUMB, { text: "Who looked at this child", href: auditPaths.families }, { text: family.reference }],
  scope: `Everybody, of any organisation, to whom a family of ${actor.organisationName} was shown. You see this as ${ROLES[actor.role].toLowerCase()}.`,
  ...list(shown),
});
