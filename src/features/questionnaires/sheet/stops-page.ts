import { type AskingStop, isForGood, stopSaid } from "../../families/index.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";

const KEY_ONLY = "Key only what was filled in before; for anything else say why it was not collected";

const WHILE_KEYING: Record<AskingStop["kind"], string> = {
  died: KEY_ONLY,
  "moved-out": `What is about them is not asked any more. ${KEY_ONLY}`,
  "not-asked-again": KEY_ONLY,
  held: "Nothing is asked before then. Key only what was filled in before the hold",
};

/** What somebody with a form before them must know first: who died, moved out, asked for quiet, or is on hold (docs/rules/asking-again.md). */
export const stopsWhileKeying = (a: Assessment, stops: readonly AskingStop[]): string[] =>
  stops.map(
    (stop) =>
      `${stopSaid(stop, stop.personId === a.informantId ? a.informantName : a.aboutName)}. ${WHILE_KEYING[stop.kind]}.`,
  );

const BEFORE_ASKING: Record<AskingStop["kind"], string> = {
  died: "Please do not ring, write or ask",
  "moved-out": "Please do not ask about them",
  "not-asked-again": "Please do not ring, write or ask",
  held: "Please do not ask before then",
};

/** The same where a form still waits to be asked. */
export const stopsBeforeAsking = (a: Assessment, stops: readonly AskingStop[]): string[] =>
  stops.map(
    (stop) =>
      `${stopSaid(stop, stop.personId === a.informantId ? a.informantName : a.aboutName)}. ${BEFORE_ASKING[stop.kind]}.`,
  );

/** A pack names nobody: who answers is the carer, unless a young person does. */
const onPaper = (informant: "carer" | "child") => (isInformant: boolean) =>
  isInformant && informant === "carer" ? "The carer" : "The child";

const HAND_OUT: Record<AskingStop["kind"], string> = {
  died: "Nothing more is asked. Please do not print, hand out or post this pack",
  "moved-out": "What is asked about the child is left out of this pack",
  "not-asked-again": "Please do not print, hand out or post this pack",
  held: "Nothing is asked before then. Please do not hand out or post this pack yet",
};

const CHILD_DIED = "What is asked about the child is left out. Please speak to the carer first, and gently";

/** What stands at the head of a pack, on the screen and on its print, without a name. */
export const stopsOnPaper = (
  { personId, kind }: { personId: string; kind: "carer" | "child" },
  stops: readonly AskingStop[],
): string[] =>
  stops.map((stop) => {
    const isInformant = stop.personId === personId;
    const then = stop.kind === "died" && !isInformant ? CHILD_DIED : HAND_OUT[stop.kind];
    return `${stopSaid(stop, onPaper(kind)(isInformant))}. ${then}.`;
  });

/** Is the gate question out of place: the child died, or is known to have moved out, or nobody is asked at all? */
export const isGateOver = (personId: string, stops: readonly AskingStop[]): boolean =>
  stops.some((stop) => isForGood(stop, personId) || stop.personId !== personId);

/**
 * The pack's first question asks whether the child still lives there (docs/rules/burden.md): a "no" is said once, for everybody, before
 * anything is keyed about the child. Null where the form is not of a pack about a child, or the answer is known.
 */
export const childGoneSaid = (a: Assessment, stops: readonly AskingStop[]) =>
  a.packId === null ||
  a.aboutKind !== "child" ||
  a.aboutId === a.informantId ||
  a.responseId !== null ||
  stops.length > 0
    ? null
    : {
        text: `Is “No” ticked at the first question, whether ${a.aboutName} still lives there?`,
        linkText: "Say that the child moved out",
        href: assessmentPaths.learned(a.packId),
      };
