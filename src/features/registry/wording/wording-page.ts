import { longInstant } from "../../../domain/calendar.ts";
import { languageSaid } from "../../../domain/language.ts";
import { errorList, field } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import type { Definition } from "../../../measures/index.ts";
import { measurePaths } from "../paths.ts";
import { breadcrumbsOf } from "../permission/crumbs-page.ts";
import type { PackItem } from "./pack.ts";
import type { WordingMark } from "./wording-queries.ts";

const MOST_SHOWN = 200;

/** The form on which a wording pack is imported. Its problems are everything that keeps a file out. */
export const importPage = (definition: Definition, form: FormProblem = BLANK) => ({
  title: "Import wording",
  errors: errorList(form),
  breadcrumbs: breadcrumbsOf(definition, "Import wording"),
  reference: field("reference", form),
  file: { ...field("file", form), value: "" },
  problems: (form.problems ?? []).slice(0, MOST_SHOWN),
  more: Math.max(0, (form.problems ?? []).length - MOST_SHOWN),
  items: `${definition.items.length} items`,
  cancelHref: measurePaths.show(definition.id),
});

const optionsSaid = ({ options }: PackItem) =>
  options.map(({ code, label }) => (label === null ? String(code) : `${code} ${label}`)).join("; ");

/** One version of the wording. `items` are null where its channel is not permitted today: then no words are shown. */
export function wordingPage(
  definition: Definition,
  mark: WordingMark,
  items: readonly PackItem[] | null,
  isCurrent: boolean,
) {
  const title = `${definition.acronym}: wording in ${languageSaid(mark.language)}, version ${mark.version}`;
  return {
    title,
    breadcrumbs: breadcrumbsOf(definition, title),
    facts: [
      { key: { text: "State" }, value: { text: stateSaid(mark, isCurrent) } },
      { key: { text: "Permission" }, value: { text: mark.licenceReference } },
      { key: { text: "Taken in" }, value: { text: `${longInstant(mark.at)}, ${mark.byName ?? "command line"}` } },
      { key: { text: "SHA-256 of the words" }, value: { text: mark.hash } },
    ],
    language: mark.language,
    isPermitted: items !== null,
    rows: (items ?? []).map((item) => [
      { text: String(item.number) },
      { text: item.text, attributes: { lang: mark.language } },
      { text: optionsSaid(item), attributes: { lang: mark.language } },
    ]),
    withdrawHref:
      isCurrent && mark.state === "in-use" ? measurePaths.wordingWithdrawal(definition.id, mark.language) : null,
    backHref: measurePaths.show(definition.id),
  };
}

const stateSaid = ({ state }: WordingMark, isCurrent: boolean) => {
  if (state === "withdrawn") return "Withdrawn: no wording in this language from here on";
  return isCurrent ? "In use where its channel is permitted" : "Replaced by a later version";
};

/** Asks why, before the wording in one language is withdrawn. `version` is the one that was seen. */
export const wordingWithdrawalPage = (definition: Definition, mark: WordingMark, form: FormProblem = BLANK) => ({
  title: `Withdraw the wording in ${languageSaid(mark.language)}`,
  errors: errorList(form),
  breadcrumbs: breadcrumbsOf(definition, "Withdraw wording"),
  version: mark.version,
  reason: field("reason", form),
  cancelHref: measurePaths.show(definition.id),
});
