import { longInstant } from "../../../domain/calendar.ts";
import { checkboxes, countedField, errorList, field } from "../../../forms/field.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { OCCASIONS, type Occasion, seriesAcronym } from "../../../measures/index.ts";
import { programmePaths } from "../paths.ts";
import type { Programme } from "../programme.ts";
import type { Asked } from "./asked.ts";
import { LONGEST_BURDEN_REASON, numberField, numbersOf } from "./asking-form.ts";
import { windowText } from "./plan-page.ts";

/** What the plan says of a questionnaire, occasion by occasion, for somebody who comes too late. */
export const askedLines = ({ on }: Asked): string[] =>
  [...on].map(([occasion, window]) => `${OCCASIONS[occasion]}: ${windowText(window)}`);

/** Somebody saved a version first: which, who, when, and how it asks this questionnaire. */
export type SavedMeanwhile = {
  version: number;
  createdAt: string;
  createdByName: string | null;
  asked: Asked | undefined;
};

const standingSaid = ({ version, createdAt, createdByName, asked }: SavedMeanwhile): string[] => [
  `Version ${version}, ${longInstant(createdAt)}${createdByName ? `, ${createdByName}` : ""}`,
  ...(asked ? askedLines(asked) : ["It is not asked any more"]),
];

/** The page on which a plan is told when it asks one questionnaire: each occasion with its window, the usual numbers filled in. */
export function askingPage(programme: Programme, asked: Asked, form: FormProblem, meanwhile?: SavedMeanwhile) {
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
    standing: meanwhile ? standingSaid(meanwhile) : [],
    occasions: checkboxes("occasions", OCCASIONS, form),
    windows: (Object.keys(OCCASIONS) as Occasion[]).map((occasion) => ({
      occasion,
      numbers: numbersOf(occasion).map((one) => ({ ...field(numberField(occasion, one), form), label: one.label })),
    })),
    burdenReason: countedField("burdenReason", LONGEST_BURDEN_REASON, form),
    cancelHref: programmePaths.show(programme.id),
  };
}
