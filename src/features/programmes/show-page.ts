import { longDay, longInstant } from "../../domain/calendar.ts";
import { seriesAcronym } from "../../measures/index.ts";
import { programmePaths } from "./paths.ts";
import { type Asked, readAsked } from "./plan/asked.ts";
import { occasionsSaid } from "./plan/choices-page.ts";
import { primarySaid } from "./plan/leading-page.ts";
import type { PlanItem } from "./plan/plan.ts";
import { planPage } from "./plan/plan-page.ts";
import { FORMATS, type Programme, type ProgrammeVersion, ROUTES } from "./programme.ts";
import type { VersionMark } from "./programme-queries.ts";
import { dayOffsets, doseOf } from "./template.ts";

const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** "10 sessions, 20 hours, over 10 weeks". */
function doseText(version: ProgrammeVersion): string {
  const { sessions, minutes, weeks } = doseOf(version.template);
  const hours = Math.round(minutes / 6) / 10;
  return `${plural(sessions, "session")}, ${hours} hours, over ${plural(weeks, "week")}`;
}

const places = ({ minimumPlaces, maximumPlaces }: ProgrammeVersion): string =>
  maximumPlaces === 1 ? "1" : `${minimumPlaces} to ${maximumPlaces}`;

const facts = (programme: Programme, version: ProgrammeVersion) => [
  row("Provider", programme.organisationName),
  row("Route", ROUTES[programme.route]),
  row("Format", FORMATS[version.format]),
  row("How much", doseText(version)),
  row(
    "Children aged",
    `${version.childAgeFrom} to ${version.childAgeTo}. Age and care arrangement never exclude by themselves`,
  ),
  row("Places", places(version)),
  row("Who delivers it", version.template.deliveredBy || "Not said"),
  row("Where", version.template.setting || "Not said"),
  row(
    "Counts as completed",
    `${Math.round(version.completionShare * 100)}% of ${plural(doseOf(version.template).core, "core session")}, catch-ups counted`,
  ),
];

const evidence = ({ evidence: { rating, source, ratedOn, caveat } }: ProgrammeVersion) => [
  row("Rating", rating),
  row("Source", source),
  row("Rated on", longDay(ratedOn)),
  ...(caveat ? [row("Bear in mind", caveat)] : []),
];

const sessions = ({ template }: ProgrammeVersion) => {
  const offsets = dayOffsets(template);
  return template.sessions.map((session, index) => [
    { text: String(session.number) },
    { text: session.module },
    { text: `Week ${Math.floor((offsets[index] ?? 0) / 7) + 1}` },
    { text: session.core ? "Core" : "Optional" },
    { text: String(session.minutes), format: "numeric" },
    { text: session.measures === undefined ? "" : String(session.measures), format: "numeric" },
  ]);
};

/** Each questionnaire that is asked: when, and where that is changed; `barred` says of which no answer may be kept today. */
const askedOf = (programme: Programme, asked: readonly Asked[], mayChange: boolean) =>
  asked.map((one) => ({
    text: seriesAcronym(one.series),
    when: occasionsSaid(one),
    href: mayChange ? programmePaths.asking(programme.id, one.series.id) : null,
  }));

/** What the programme is judged by. */
const leads = (programme: Programme, version: ProgrammeVersion, asked: readonly Asked[], given: Given) => ({
  primary: primarySaid(asked, version.template.leading),
  href: given.mayWrite && version.version === programme.currentVersion ? programmePaths.leading(programme.id) : null,
});

/** What no answer may be kept of, and whether the reader may change the plan. */
type Given = { barred: readonly string[]; mayWrite: boolean };

/** One version of a programme: facts, evidence, sessions, measure plan with its burden, what is checked for fidelity, the other versions. */
export function showPage(
  programme: Programme,
  version: ProgrammeVersion,
  plan: readonly PlanItem[],
  versions: readonly VersionMark[],
  given: Given,
) {
  const { barred, mayWrite } = given;
  const asked = readAsked(plan, version.template);
  const isCurrent = version.version === programme.currentVersion;
  const offsets = dayOffsets(version.template);
  return {
    title: programme.name,
    notices: { added: "Programme added", version: "New version saved. Runs that have begun stay on theirs." },
    breadcrumbs: [{ text: "Programmes", href: programmePaths.list() }, { text: programme.name }],
    versionText: `Version ${version.version}${isCurrent ? "" : ", not the current one"}`,
    currentHref: isCurrent ? null : programmePaths.show(programme.id),
    summary: version.template.summary,
    facts: facts(programme, version),
    evidence: evidence(version),
    sessions: sessions(version),
    plan: planPage(
      plan,
      version.template.sessions.map(({ number }, at) => ({ number, day: offsets[at]! })),
    ),
    asked: askedOf(programme, asked, mayWrite && isCurrent),
    leads: leads(programme, version, asked, given),
    barred,
    burdenReason: version.template.burdenReason,
    fidelity: version.fidelity.map(({ text }) => text),
    versions: versions.map(({ version: number, createdAt, createdByName }) => ({
      text: `Version ${number}`,
      href: programmePaths.version(programme.id, number),
      by: `${longInstant(createdAt)}${createdByName ? `, ${createdByName}` : ""}`,
    })),
    newVersionHref: mayWrite ? programmePaths.newVersion(programme.id) : null,
  };
}
