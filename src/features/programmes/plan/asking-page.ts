import { type BothTexts, onFileNow } from "../../../forms/both-texts.ts";
import { checkboxes, countedField, errorList, field } from "../../../forms/field.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { OCCASIONS, type Occasion, seriesAcronym } from "../../../measures/index.ts";
import { programmePaths } from "../paths.ts";
import type { Programme } from "../programme.ts";
import type { Asked } from "./asked.ts";
import { LONGEST_BURDEN_REASON, numberField, numbersOf } from "./asking-form.ts";
import { versionSaid, windowText } from "./plan-page.ts";

/** Somebody saved a version first: which, who, when, and how it asks this questionnaire, if it still does. */
export const savedMeanwhile = (version: Parameters<typeof versionSaid>[0], asked: Asked | undefined): BothTexts => {
  const lines = [...(asked?.on ?? [])].map(([occasion, window]) => `${OCCASIONS[occasion]}: ${windowText(window)}`);
  const said = asked ? lines : ["It is not asked any more"];
  return onFileNow(
    versionSaid(version),
    said.map((theirs) => ({ said: "When it is asked", theirs })),
  );
};

/** The page on which a plan is told when it asks one questionnaire: each occasion with its window, the usual numbers filled in. */
export function askingPage(programme: Programme, asked: Asked, form: FormProblem) {
  const { series } = asked;
  return {
    title: `When ${seriesAcronym(series)} is asked`,
    breadcrumbs: [
      { text: "Programmes", href: programmePaths.list() },
      { text: programme.name, href: programmePaths.show(programme.id) },
      { text: seriesAcronym(series) },
    ],
    errors: errorList(form),
    version: programme.version,
    occasions: checkboxes("occasions", OCCASIONS, form),
    windows: (Object.keys(OCCASIONS) as Occasion[]).map((occasion) => ({
      occasion,
      numbers: numbersOf(occasion).map((one) => ({ ...field(numberField(occasion, one), form), label: one.label })),
    })),
    burdenReason: countedField("burdenReason", LONGEST_BURDEN_REASON, form),
    cancelHref: programmePaths.show(programme.id),
  };
}
