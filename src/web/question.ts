import type { Attributes, Content } from "./markup.ts";

type Worded = string | (Content & { classes?: string; attributes?: Attributes }) | null | false;

export type QuestionParameters = {
  id?: string;
  idPrefix?: string;
  name?: string;
  label?: Worded;
  hint?: Worded;
  errorMessage?: Worded;
  errorText?: string;
  legend?: Worded;
  fieldset?: { describedBy?: string; legend?: Worded; classes?: string; attributes?: Attributes } | null | false;
  describedBy?: string;
  formGroup?: { classes?: string; attributes?: Attributes };
};

type ItemChoice = { value?: unknown; text?: unknown; checked?: unknown; selected?: unknown };

/** Plain text takes the look of its kind: a question stands out (bold), a hint or an error has its own. */
function worded(value: Worded | undefined, classes?: string) {
  if (typeof value === "string") return value ? { text: value, classes } : undefined;
  return value || undefined;
}

/**
 * What the form components share, from macro parameters or from our shorter ones: a `label`, `hint` or `legend`
 * given as plain text, and `errorText`. Ids follow the GOV.UK macros: `<id>-hint`, `<id>-error`.
 */
export function question(given: QuestionParameters) {
  const id = given.idPrefix || given.id || given.name || "";
  const hint = worded(given.hint);
  const errorMessage = worded(given.errorMessage) ?? worded(given.errorText);
  const fieldset = given.fieldset || (given.legend ? { legend: given.legend } : undefined);
  const own = fieldset?.describedBy || given.describedBy;
  return {
    id,
    label: worded(given.label, "govuk-label--s"),
    hint: hint && { ...hint, id: `${id}-hint` },
    errorMessage: errorMessage && { ...errorMessage, id: `${id}-error` },
    fieldset: fieldset && { ...fieldset, legend: worded(fieldset.legend, "govuk-fieldset__legend--s") },
    ownDescription: own ?? "",
    describedBy: [own, hint && `${id}-hint`, errorMessage && `${id}-error`].filter(Boolean).join(" "),
    groupClasses: [errorMessage && "govuk-form-group--error", given.formGroup?.classes],
    groupAttributes: given.formGroup?.attributes,
  };
}

/** Is this item of a list of choices the chosen one? Its own mark wins; else its value is compared as text. */
export function isChosen(item: ItemChoice, chosen: unknown): boolean {
  const mark = item.checked ?? item.selected;
  if (mark) return true;
  if (mark === false || chosen === undefined || chosen === null || chosen === "" || chosen === false) return false;
  return [chosen]
    .flat()
    .map(String)
    .includes(String(item.value ?? item.text));
}
