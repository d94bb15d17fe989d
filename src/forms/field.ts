import { BLANK, type FormProblem } from "./form.ts";

export type FieldError = { text: string };
export type Field = { id: string; name: string; value: string; errorMessage: FieldError | undefined };
export type ChoiceItem = { value: string; text: string };
export type Choices = { idPrefix: string; name: string; items: ChoiceItem[]; errorMessage: FieldError | undefined };
export type DatePart = { id: string; name: string; label: string; value: string; classes: string };
export type DateField = { id: string; items: DatePart[]; errorMessage: FieldError | undefined };
export type ErrorLink = { text: string; href?: string };

/** Codes with the words shown for them, in the order shown. */
export type Wording = Readonly<Record<string, string>>;

const typed = (name: string, form: FormProblem): string[] => [form.values[name] ?? []].flat();
const firstTyped = (name: string, form: FormProblem): string => typed(name, form)[0] ?? "";

const itemsOf = (wording: Wording): ChoiceItem[] => Object.entries(wording).map(([value, text]) => ({ value, text }));

function errorOf(name: string, form: FormProblem): FieldError | undefined {
  const error = form.errors.find(({ field: owner }) => owner === name);
  return error && { text: error.text };
}

/**
 * The error summary's list: each error with a link to its control. Every builder here gives the control (of a
 * group, the first) the id that is the field's name. An error of the whole form ("form") leads where it says, or is led to the
 * first control when the page is made (`leadErrors`).
 */
export const errorList = (form: FormProblem): ErrorLink[] =>
  form.errors.map(({ field: name, text, at }) => {
    const target = name === "form" ? at : name;
    return target === undefined ? { text } : { text, href: `#${target}` };
  });

/** Parameters of an input, textarea, character count, password or file input: what was typed, and its error. */
export const field = (name: string, form: FormProblem = BLANK): Field => ({
  id: name,
  name,
  value: firstTyped(name, form),
  errorMessage: errorOf(name, form),
});

/** Parameters of a field whose characters are counted: as of `field`, and how many characters may be typed, which is told beforehand. */
export const countedField = (name: string, most: number, form: FormProblem = BLANK): Field & { maxlength: number } => ({
  ...field(name, form),
  maxlength: most,
});

/** Parameters of radios: an item for each code, the typed one chosen. */
export const radios = (name: string, wording: Wording, form: FormProblem = BLANK): Choices & { value: string } => ({
  idPrefix: name,
  name,
  value: firstTyped(name, form),
  items: itemsOf(wording),
  errorMessage: errorOf(name, form),
});

/** Parameters of checkboxes: an item for each code, the typed ones ticked. */
export const checkboxes = (
  name: string,
  wording: Wording,
  form: FormProblem = BLANK,
): Choices & { values: string[] } => ({
  idPrefix: name,
  name,
  values: typed(name, form),
  items: itemsOf(wording),
  errorMessage: errorOf(name, form),
});

/** Parameters of a select. It opens on `prompt` (an empty answer), so that nothing is chosen by default. */
export const select = (
  name: string,
  wording: Wording,
  form: FormProblem = BLANK,
  prompt = "Select one",
): Field & { items: ChoiceItem[] } => ({
  ...field(name, form),
  items: [{ value: "", text: prompt }, ...itemsOf(wording)],
});

/** Day, month and year as typed in three boxes, or taken apart from a day kept as "2026-03-03". */
function datePartsTyped(name: string, form: FormProblem): [string, string, string] {
  const boxes = ["day", "month", "year"].map((part) => firstTyped(`${name}-${part}`, form));
  const kept = /^(\d{4})-(\d{2})-(\d{2})$/.exec(firstTyped(name, form));
  if (kept && boxes.every((box) => box === ""))
    return [String(Number(kept[3])), String(Number(kept[2])), String(kept[1])];
  return boxes as [string, string, string];
}

/**
 * Parameters of a date input named `<name>-day`, `-month`, `-year`, as `parseForm` reads them. The day's box has the id
 * `<name>`, where the error summary leads. The boxes marked are those that the error's words name, or all three.
 */
export function dateField(name: string, form: FormProblem = BLANK): DateField {
  const errorMessage = errorOf(name, form);
  const values = datePartsTyped(name, form);
  const named =
    errorMessage?.text
      .split(" must ")[1]
      ?.match(/\b(day|month|year)\b/g)
      ?.map(String) ?? [];
  const isWrong = (part: string) => errorMessage !== undefined && (named.length === 0 || named.includes(part));
  const items = (["day", "month", "year"] as const).map((part, index) => ({
    id: part === "day" ? name : `${name}-${part}`,
    name: `${name}-${part}`,
    label: `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`,
    value: values[index] ?? "",
    classes: `govuk-input--width-${part === "year" ? 4 : 2}${isWrong(part) ? " govuk-input--error" : ""}`,
  }));
  return { id: `${name}-date`, items, errorMessage };
}
