import { z } from "zod";
import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  day,
  type FormProblem,
  optionalLongText,
  optionalText,
  parseForm,
  problem,
  typedValues,
} from "../../../forms/form.ts";
import { type FactKind, kindsFor, type PersonFact, type Subject } from "./person-fact.ts";

export const LONGEST_FACT_NOTE = 500;

export type TypedFact = Pick<PersonFact, "personId" | "kind" | "contactId" | "onDay" | "language" | "note">;

const schema = (today: Day) =>
  z.object({
    kind: z.string({ error: "Select what you learned" }).min(1, "Select what you learned"),
    whom: z.string().default(""),
    contact: z.string().default(""),
    language: optionalText("Language", 60),
    onDay: day("The day it happened, or that you heard it", {
      from: "1990-01-01",
      to: today,
      outside: "The day must be today or earlier",
    }),
    note: optionalLongText("Note", LONGEST_FACT_NOTE),
  });

type Typed = z.output<ReturnType<typeof schema>>;

/** Whom a fact is about: who died or moved out is said, anything else is the carer's. */
function personOf({ kind, whom }: Typed, { person, children }: Subject): string | null {
  if (kind !== "died" && kind !== "moved-out") return person.id;
  const possible = kind === "died" || person.kind === "child" ? [person, ...children] : children;
  if (possible.length === 1) return possible[0]!.id;
  return possible.find(({ id }) => id === whom)?.id ?? null;
}

function contactOf({ kind, contact }: Typed, { numbers }: Subject): string | null | undefined {
  if (kind !== "wrong-number") return null;
  return numbers.length === 1 ? numbers[0]!.id : numbers.find(({ id }) => id === contact)?.id;
}

/** Reads what somebody learned about a person: what, about whom, of which number, since when. */
export function parseFact(data: FormData, subject: Subject, today: Day): Result<TypedFact, FormProblem> {
  const read = parseForm(schema(today), data);
  if (!read.ok) return read;
  const wrong = (field: string, text: string) => err(problem(typedValues(data), field, text));
  const typed = read.value;
  if (!(kindsFor(subject) as string[]).includes(typed.kind)) return wrong("kind", "Select what you learned");
  const personId = personOf(typed, subject);
  if (personId === null)
    return wrong("whom", typed.kind === "died" ? "Select who died" : "Select the child who moved out");
  const born = [subject.person, ...subject.children].find(({ id }) => id === personId)?.bornOn ?? null;
  if (born !== null && typed.onDay < born) return wrong("onDay", "The day must be after the birth date");
  const contactId = contactOf(typed, subject);
  if (contactId === undefined) return wrong("contact", "Select the number");
  const kind = typed.kind as FactKind;
  const language = kind === "interpreter" ? typed.language : null;
  return ok({ personId, kind, contactId, language, onDay: typed.onDay, note: typed.note });
}
