import { type Day, longDay } from "../../../domain/calendar.ts";
import { errorList, field } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import {
  answerSetOf,
  askedInWords,
  type Definition,
  hasRiskItem,
  itemsOnForm,
  licenceFor,
} from "../../../measures/index.ts";
import { type AskingStop, askForSaid, isForGood, type WorkerNow } from "../../families/index.ts";
import type { ShownWording } from "../../registry/index.ts";
import { timepointSaid } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";
import { isGateOver, stopsOnPaper } from "../sheet/stops-page.ts";
import { paperId } from "./paper.ts";
import type { PrintedForm } from "./paper-queries.ts";

/** Said to every carer before any question (docs/rules/people-and-words.md). */
const NOT_A_TEST = [
  "This is not a test of you. Your answers do not decide whether a child stays with you, or any money. There are no right answers.",
  "You can stop and come back, skip a question, or ring us and answer by phone. Your place does not depend on it.",
];

/** Where there is help at once, before any question (docs/rules/concerns.md). */
const HELP = [
  "If somebody is in danger now, ring 999. For urgent help with somebody’s mental health, ring NHS 111 (option 2). Samaritans answer on 116 123, day and night.",
  "Nobody reads this sheet until you give it back.",
];

/** Opens every pack (docs/rules/burden.md): what is asked about a child is asked of whom they live with. */
const GATE = ["Yes", "Part of the time", "No", "I’d rather not say"];

export type Gate = { initial: string; age: number | null };

const gateSaid = ({ initial, age }: Gate) => ({
  ask: `Does ${initial}${age === null ? "" : `, aged ${age},`} still live with you?`,
  options: unbroken(GATE.map((label, code) => ({ code, label }))).map(({ label }) => label),
  after: `If not: leave out what is asked about ${initial}, and give this sheet back. Thank you for telling us.`,
});

const LICENCE_NEEDED = "Not in this pack: its owner has not permitted it on paper here.";

/** An answer of a few words stays on one line with its box. */
const unbroken = (codes: readonly { code: number; label: string }[]) =>
  codes.map(({ code, label }) => ({ code, label: label.replaceAll(" ", "\u00A0") }));

/** A pack words every item of a measure; a form prints its own and no others. Our own questions have their words with them. */
function wordsOn(definition: Definition, form: string, wording: ShownWording | null) {
  const asked = itemsOnForm(definition, form);
  if (!wording)
    return asked.flatMap(({ number, ask, answers }) =>
      ask === undefined
        ? []
        : [{ number, text: ask, options: unbroken(answerSetOf(definition, answers)?.codes ?? []) }],
    );
  const numbers = new Set(asked.map(({ number }) => number));
  return wording.items.filter(({ number }) => numbers.has(number));
}

const NO_GOALS = "No goals are set yet. Set them together, and write them down here.";

/** A form of ours prints here; of anybody else's only the name stands here, and the form itself is stapled behind. */
function insteadOf(form: PrintedForm, name: string, isWorded: boolean): string | null {
  const { definition, mayPrint, own } = form;
  if (!mayPrint) return LICENCE_NEEDED;
  if (own) return own.length === 0 && definition.kind === "goals" ? NO_GOALS : null;
  if (isWorded) return null;
  return definition.standardised
    ? `Staple behind this sheet: ${licenceFor(definition, "paper").holder}’s own form “${name}”, unchanged.`
    : `Staple behind this sheet: our own form “${name}”.`;
}

const ownSaid = ({ own, mayPrint }: PrintedForm) =>
  (mayPrint ? (own ?? []) : []).map(({ about, asks }) => ({
    about,
    asks: asks.map(({ ask, options }) => ({ ask, options: options.map((label) => label.replaceAll(" ", "\u00A0")) })),
  }));

function formSaid(printed: PrintedForm) {
  const { definition, form, childAge, mayPrint, wording } = printed;
  const chosen = definition.forms.find(({ id }) => id === form);
  const isOwn = !definition.standardised;
  const isNamed = chosen && !isOwn && chosen.title !== definition.title;
  const name = isNamed ? `${definition.title}, ${chosen.title}` : definition.title;
  const items = mayPrint ? wordsOn(definition, form, wording) : [];
  return {
    name,
    about: childAge === null ? "" : `About the child aged ${childAge}.`,
    // Our own feedback is about no number of days.
    recall: chosen && !(isOwn && chosen.recall.days === 0) ? `It asks about: ${chosen.recall.words}.` : "",
    instead: insteadOf(printed, name, items.length > 0),
    own: ownSaid(printed),
    attribution: items.length > 0 || ownSaid(printed).length > 0 ? (definition.licence.attribution ?? "") : "",
    items: items.map(({ number, text, options }) => ({
      number,
      text,
      options: options.map(({ code, label }) => label ?? String(code)),
    })),
    open: mayPrint ? askedInWords(definition).map(({ ask }) => ask) : [],
  };
}

type PaperPack = { id: string; timepoint: string; number: number; personId: string; personKind: "carer" | "child" };

type Printing = {
  organisation: string;
  today: Day;
  isLarge: boolean;
  gate: Gate | undefined;
  worker: WorkerNow | undefined;
  /** What stands against asking it: said first, above all that could be printed. */
  stops: readonly AskingStop[];
};

/** A pack to print: a number and an occasion instead of a name, and the forms in their order. */
export function paperPage(
  pack: PaperPack,
  forms: readonly PrintedForm[],
  { organisation, today, isLarge, gate, worker, stops }: Printing,
) {
  const isOver = stops.some((stop) => isForGood(stop, pack.personId));
  return {
    title: isOver ? "Not to be asked" : "Your questionnaires",
    layout: "@layouts/print",
    frame: { organisation },
    number: paperId(pack.number),
    occasion: `${timepointSaid(pack.timepoint)} (${pack.timepoint})`,
    printed: `Printed on ${longDay(today)}`,
    stops: stopsOnPaper({ personId: pack.personId, kind: pack.personKind }, stops),
    isOver,
    help: isOver ? [] : HELP,
    gate: gate && forms.length > 0 && !isGateOver(pack.personId, stops) ? gateSaid(gate) : null,
    notATest: isOver ? [] : NOT_A_TEST,
    askFor: isOver ? null : askForSaid(worker),
    risk: forms.some(({ definition }) => hasRiskItem(definition))
      ? "To staff: read this pack before the carer leaves. It is never posted."
      : null,
    forms: forms.map(formSaid),
    sizes: isLarge
      ? { text: "govuk-body-l", heading: "govuk-heading-l" }
      : { text: "govuk-body", heading: "govuk-heading-m" },
    other: isLarge
      ? { text: "Usual print", href: assessmentPaths.paper(pack.id) }
      : { text: "Large print", href: assessmentPaths.paper(pack.id, true) },
    backHref: assessmentPaths.due(),
  };
}

/** Where the number of a pack that came back is typed. */
export const paperIdPage = (form: FormProblem = BLANK) => ({
  title: "Key a pack that came back",
  errors: errorList(form),
  breadcrumbs: [{ text: "Follow-up list", href: assessmentPaths.due() }],
  number: field("number", form),
  cancelHref: assessmentPaths.due(),
});
