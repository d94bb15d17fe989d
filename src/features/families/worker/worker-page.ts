import { dayOfText, longDay } from "../../../domain/calendar.ts";
import { type BothTexts, onFileNow } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { selectQuestion, textQuestion } from "../../../forms/form-page.ts";
import type { Family } from "../family/family.ts";
import { familyFormPage } from "../family/family-form-page.ts";
import { familyPaths } from "../paths.ts";
import type { Colleague, Worker, WorkerNow } from "./worker.ts";
import { LONGEST_NOTE, namesOf } from "./worker-form.ts";

/** "Alice Smith, since 3 March 2026". */
export const workerText = ({ name, since }: Pick<Worker, "name" | "since">): string =>
  `${name}, since ${longDay(dayOfText(since))}`;

/** Who works with a family, in a line of its pages. */
export const workerSaid = (worker: WorkerNow | undefined): string => {
  if (!worker) return "Nobody works with this family yet";
  return worker.isThere
    ? `${workerText(worker)}, works with this family`
    : `${worker.name}, who worked with this family, has left`;
};

/** Their name on a page of another organisation; where nobody is there, whom to ask. */
export const workerName = (worker: WorkerNow | undefined, organisation: string): string =>
  worker?.isThere ? worker.name : `Nobody now: ask ${organisation}`;

/** Whom a carer asks for, on what they are given; empty where nobody is there to be asked for. */
export const askForSaid = (worker: WorkerNow | undefined): string =>
  worker?.isThere ? `Your worker is ${worker.name}, ${worker.organisationName}, ${worker.telephone}.` : "";

export type HandingOver = { family: Family; workers: readonly Worker[]; colleagues: readonly Colleague[] };

/** Handing a family to a colleague, with who has had it until now. */
export function handOverPage(
  { family, workers, colleagues }: HandingOver,
  form: FormProblem & { conflict?: BothTexts } = BLANK,
) {
  const [now, ...before] = workers;
  const others = colleagues.filter(({ userId }) => userId !== now?.userId);
  return familyFormPage(form, {
    title: "Hand this family over",
    caption: family.reference,
    cancelHref: familyPaths.show(family.id),
    intro: now
      ? `${workerText(now)}, works with this family. Whoever you choose is told at once, and so are the providers at work.`
      : "Nobody works with this family yet. Whoever you choose is told at once.",
    sections: [
      {
        questions: [
          selectQuestion("to", "Who works with this family from now on?", namesOf(others), form),
          textQuestion("note", "What should they know first? (optional)", LONGEST_NOTE, form),
        ],
        text: before.length > 0 ? `Before: ${before.map(workerText).join("; ")}.` : undefined,
      },
    ],
    submit: "Hand over",
    version: now?.turn ?? 0,
    stale: form.conflict,
  });
}

/** Who has it now, for somebody whose page was older. */
export const handedOverAlready = ({ workers: [now] }: HandingOver): BothTexts =>
  onFileNow(
    now ? `${now.byName ?? "Somebody"} handed this family over.` : "It was changed by somebody else.",
    now ? [{ said: "Works with this family now", theirs: workerText(now) }] : [],
  );
