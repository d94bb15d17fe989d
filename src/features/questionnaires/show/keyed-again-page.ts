import type { Actor } from "../../../domain/actor.ts";
import { longInstant } from "../../../domain/calendar.ts";
import { mayDo } from "../../../domain/permissions.ts";
import { contradicted, type Drawn, notNow, WHY_NOT_AGAIN } from "../doubts/second-keying.ts";
import type { Check } from "../doubts/second-keying-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { answerSaid } from "./answer-said.ts";
import type { Shown } from "./shown-queries.ts";

const answersSaid = (n: number): string => (n === 1 ? "1 answer" : `${n} answers`);
const whoAndWhen = (name: string | null, at: string): string => `by ${name ?? "Kinstep"}, ${longInstant(at)}`;

function againSaid(drawn: Drawn, checks: readonly Check[]): string[] {
  const { differ, secondAt, secondName } = drawn;
  if (differ === null || secondAt === null) return [];
  const keyed = `Keyed again ${whoAndWhen(secondName, secondAt)}.`;
  if (differ === 0) return [`${keyed} Both keyings say the same.`];
  const [latest] = checks;
  const found = `The two keyings differ in ${answersSaid(differ)}`;
  return checks.length < differ || !latest
    ? [keyed, `${found}. ${answersSaid(differ - checks.length)} still to be settled.`]
    : [keyed, `${found}. Settled ${whoAndWhen(latest.byName, latest.at)}: ${latest.reason}`];
}

/** Where somebody found something else on the paper form than what a correction has put in use. */
function contradictions({ questions, answers }: Shown, checks: readonly Check[]): string[] {
  return contradicted(checks, answers).flatMap(({ item, adjudicated }) => {
    const question = questions.find((one) => one.item === item);
    if (!question) return [];
    const [form, inUse] = [adjudicated ?? undefined, answers.get(item)].map((value) => answerSaid(question, value));
    return [
      `${question.number} ${question.topic}: the paper form says ${form}, and since a correction ${inUse} is in use. Correct the answers if that is not meant.`,
    ];
  });
}

const WHY_NOT = {
  "you-were-first": "You keyed it first, so somebody else keys it again.",
  "you-corrected": "You corrected it, so somebody else keys it again.",
  "you-saw-the-answers": "You have seen its answers, so somebody else keys it again.",
} as const;

const endedSaid = ({ reason, note, byName, at }: NonNullable<Drawn["ended"]>): string =>
  `Closed ${whoAndWhen(byName, at)}: ${WHY_NOT_AGAIN[reason].toLowerCase()}${note ? `. ${note}` : ""}`;

function nextStep(
  { assessment: a }: Shown,
  drawn: Drawn,
  isSettled: boolean,
  actor: Pick<Actor, "role" | "organisationKind" | "userId">,
) {
  if (!mayDo(actor, "measure:enter") || isSettled) return null;
  if (drawn.secondBy !== null) return { text: "Settle the differences", href: assessmentPaths.adjudication(a.id) };
  return notNow(drawn, actor.userId) === null
    ? { text: "Key it again", href: assessmentPaths.secondKeying(a.id) }
    : null;
}

/** What became of a form that was drawn for a second keying, and what this person may do about it. Null when it was not drawn. */
export function keyedAgain(shown: Shown, actor: Pick<Actor, "role" | "organisationKind" | "userId">, isAsked: boolean) {
  if (!shown.secondKeying) return null;
  const { drawn, checks } = shown.secondKeying;
  const { ended } = drawn;
  const isWaiting = drawn.secondBy === null && ended === null;
  const why = notNow(isAsked ? { ...drawn, isSeenByAsker: true } : drawn, actor.userId);
  const whyNot = why !== null && why in WHY_NOT ? WHY_NOT[why as keyof typeof WHY_NOT] : null;
  const isCorrected = shown.assessment.responseId !== drawn.responseId;
  const isBlind = !isAsked && isWaiting && why === null && mayDo(actor, "measure:enter");
  return {
    /** Where the answers are kept from this person until they ask, so that they may still key the form blind. */
    answersHref: isBlind ? assessmentPaths.answers(shown.assessment.id) : null,
    lines: [
      `Drawn at random on ${longInstant(drawn.drawnAt)}, after its first keying, to be keyed again by another person.`,
      isCorrected && "It was corrected since. The second keying is compared with what was keyed first.",
      isWaiting &&
        (whyNot ??
          "It waits for its second keying. Its answers are not shown to who may key it again; once you have seen them, somebody else keys it."),
      ...againSaid(drawn, checks),
      ended !== null && endedSaid(ended),
      ...contradictions(shown, checks),
    ].filter((text) => text !== false),
    next:
      why === "you-saw-the-answers" || why === "closed"
        ? null
        : nextStep(shown, drawn, !isWaiting && checks.length >= (drawn.differ ?? 0), actor),
  };
}
