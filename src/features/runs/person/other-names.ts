import { err, type Result } from "../../../domain/result.ts";
import { type FormError, type FormProblem, typedValues } from "../../../forms/form.ts";

type Named = { givenName: string; familyName: string | null; knownAs: string | null };

/** Letters alone, without their marks and case: as a name is found in a sentence. */
const folded = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** A name of one or two letters is a word of too many sentences. */
const SHORTEST = 3;

const partsOf = ({ givenName, familyName, knownAs }: Named): string[] =>
  [givenName, familyName, knownAs]
    .flatMap((name) => (name ?? "").split(/[\s-]+/))
    .filter((part) => [...part].length >= SHORTEST);

/**
 * Names of others on the run that stand in a text about one person, in the order in which they stand there. What the person, or
 * their child, is called too is nobody else's. Nothing of it is decided: whoever writes says whether it is meant.
 */
export function otherNamesIn(text: string, own: readonly Named[], others: readonly Named[]): string[] {
  const theirs = new Set(own.flatMap(partsOf).map(folded));
  const names = new Map(others.flatMap(partsOf).map((part) => [folded(part), part]));
  const words = folded(text).match(/[\p{L}’']+/gu) ?? [];
  const bare = words.map((word) => word.replace(/[’']s?$/, ""));
  return [...new Set(bare.filter((word) => names.has(word) && !theirs.has(word)))].map((word) => names.get(word)!);
}

/** The field by which somebody says that the names are meant. */
export const NAMES_MEANT = "namesMeant";

/** "This names Dev, who is somebody else on the run": a person's notes may be read by them, or by another family. Null where it is meant. */
function namesWarning(
  field: string,
  text: string | null,
  data: FormData,
  { own, others }: { own: readonly Named[]; others: readonly Named[] },
): FormError | null {
  if (text === null || data.get(NAMES_MEANT) === "yes") return null;
  const names = otherNamesIn(text, own, others);
  if (names.length === 0) return null;
  const said = names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return {
    field,
    text: `This may name somebody else on the run: ${said}. Take the name out, or say below that it is meant`,
  };
}

/** A form whose text may name somebody else comes back with the names, until somebody says that they are meant (U28). */
export function askedOfNames<Field extends string, T extends Record<Field, string | null>>(
  form: Result<T, FormProblem>,
  field: Field,
  data: FormData,
  names: { own: readonly Named[]; others: readonly Named[] },
): Result<T, FormProblem> {
  const named = form.ok ? namesWarning(field, form.value[field], data, names) : null;
  return named ? err({ values: typedValues(data), errors: [named] }) : form;
}
