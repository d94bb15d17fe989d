import { z } from "zod";
import type { Day } from "../../../domain/calendar.ts";
import { midSentence } from "../../../domain/mid-sentence.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  choice,
  choices,
  day,
  type FormProblem,
  longText,
  optionalLongText,
  optionalText,
  parseForm,
  typedValues,
} from "../../../forms/form.ts";
import {
  asksSafety,
  BEHAVIOUR_CODES,
  BEHAVIOURS,
  type Behaviour,
  CHALLENGE,
  CHECK_SOURCES,
  HOW_OFTEN,
  type ReportedBehaviour,
  YES_NO,
} from "../check/behaviours.ts";
import type { NewCheck } from "../check/check.ts";

export const LONGEST_TRIED = 1000;
export const LONGEST_OWN_WORDS = 4000;
export const LONGEST_REASON = 1000;
export const LONGEST_STRENGTHS = 500;

type Names = Readonly<Record<string, string>>;

const EARLIEST = "2000-01-01";

const code = <T extends Names>(codes: T, label: string) =>
  z
    .enum(["", ...(Object.keys(codes) as (keyof T & string)[])], { error: `${label} must be one of those listed` })
    .default("");

/** What a row asks besides its tick, by the part of the name before the behaviour's code ("howOften-refuses"). */
const PARTS = {
  howOften: code(HOW_OFTEN, "How often"),
  challenge: code(CHALLENGE, "How much it challenges the carer"),
  injured: code(YES_NO, "Was anybody injured"),
  weapon: code(YES_NO, "Was there a weapon"),
  afraid: code(YES_NO, "Is the carer afraid"),
  since: optionalText("Since when", 200),
  place: optionalText("Where", 200),
  tried: optionalLongText("What has been tried", LONGEST_TRIED),
  words: optionalText("What the other behaviour is", 200),
};
type Part = keyof typeof PARTS;

const SAFETY: readonly Part[] = ["injured", "weapon", "afraid"];

/** Which parts the row of a behaviour has. */
export const partsOf = (behaviour: Behaviour): Part[] =>
  (Object.keys(PARTS) as Part[]).filter((part) => {
    if (part === "words") return behaviour === "other";
    return SAFETY.includes(part) ? asksSafety(behaviour) : true;
  });

const ROWS = Object.fromEntries(
  BEHAVIOUR_CODES.flatMap((behaviour) => partsOf(behaviour).map((part) => [`${part}-${behaviour}`, PARTS[part]])),
);

const schemaFor = (people: { carers: Names; children: Names }, today: Day) =>
  z.object({
    childId: choice(people.children, "Select the child"),
    carerId: choice(people.carers, "Select the carer"),
    onDay: day("The day", { from: EARLIEST, to: today, outside: "The day must be today or in the past" }),
    source: choice(CHECK_SOURCES, "Select how you heard this"),
    behaviour: choices(BEHAVIOURS, "Select behaviours from the list"),
    nothing: z.enum(["", "yes"]).default(""),
    ownWords: optionalLongText("The carer’s own words", LONGEST_OWN_WORDS),
    worksAlready: optionalLongText("What already works", LONGEST_STRENGTHS),
    whoHelps: optionalLongText("Whom the carer has", LONGEST_STRENGTHS),
  });

type Row = Record<string, string | null>;

const blankAsNull = (value: string | null | undefined) => value || null;

function itemOf(behaviour: Behaviour, row: Row): ReportedBehaviour {
  const part = (name: Part) => blankAsNull(row[`${name}-${behaviour}`]);
  return {
    behaviour,
    howOften: part("howOften"),
    challenge: part("challenge"),
    injured: part("injured"),
    weapon: part("weapon"),
    afraid: part("afraid"),
    ownWords: part("words"),
    since: part("since"),
    place: part("place"),
    tried: part("tried"),
  } as ReportedBehaviour;
}

const lower = (behaviour: Behaviour) => midSentence(BEHAVIOURS[behaviour]);

/** A row with answers must be ticked, the other way round not; "other" needs its words; no tick at all must be meant. */
function problemsOf(ticked: readonly Behaviour[], nothing: boolean, row: Row) {
  const untickedRows = BEHAVIOUR_CODES.filter(
    (one) => !ticked.includes(one) && partsOf(one).some((part) => blankAsNull(row[`${part}-${one}`]) !== null),
  );
  const errors = untickedRows.map((one) => ({
    field: `behaviour-${one}`,
    text: `Tick “${lower(one)}”, or clear what is answered about it`,
  }));
  if (ticked.includes("other") && blankAsNull(row["words-other"]) === null)
    errors.push({ field: "words-other", text: "Enter what the other behaviour is" });
  if (ticked.length > 0 && nothing)
    errors.push({ field: "nothing", text: "You ticked behaviours and that nothing was reported: clear one of them" });
  if (ticked.length === 0 && !nothing && untickedRows.length === 0)
    errors.push({ field: "nothing", text: "Tick what happens at home, or that nothing was reported" });
  return errors;
}

/**
 * Reads a check. A behaviour that is not ticked was not reported; a blank part of a ticked one is null, never zero.
 * Everything typed is kept where something is wrong.
 */
export function parseCheck(
  data: FormData,
  people: { carers: Names; children: Names },
  today: Day,
): Result<NewCheck, FormProblem> {
  const head = parseForm(schemaFor(people, today), data);
  const rows = parseForm(z.object(ROWS), data);
  if (!head.ok || !rows.ok)
    return err({
      values: typedValues(data),
      errors: [...(head.ok ? [] : head.error.errors), ...(rows.ok ? [] : rows.error.errors)],
    });
  const { behaviour, nothing, ...about } = head.value;
  const ticked = BEHAVIOUR_CODES.filter((one) => behaviour.includes(one));
  const row = rows.value as Row;
  const errors = problemsOf(ticked, nothing === "yes", row);
  if (errors.length > 0) return err({ values: typedValues(data), errors });
  return ok({ ...about, items: ticked.map((one) => itemOf(one, row)) });
}

const correcting = z.object({ reason: longText("Why you are correcting it", LONGEST_REASON) });

/** Reads a correction: the whole check again, and why. */
export function parseCorrection(
  data: FormData,
  people: { carers: Names; children: Names },
  today: Day,
): Result<NewCheck & { reason: string }, FormProblem> {
  const check = parseCheck(data, people, today);
  const why = parseForm(correcting, data);
  if (check.ok && why.ok) return ok({ ...check.value, reason: why.value.reason });
  const errors = [...(why.ok ? [] : why.error.errors), ...(check.ok ? [] : check.error.errors)];
  return err({ values: typedValues(data), errors });
}
