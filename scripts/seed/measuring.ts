import { type Keyed, leavingOut } from "./answering.ts";
import { answersTo } from "./course.ts";
import { boxes } from "./journey.ts";
import type { AskedForm } from "./ledger.ts";
import type { Participant } from "./participant.ts";
import type { World } from "./world.ts";

export type Sitting = { on: string; mode: string };

/** Keys every form of one occasion that is still to do, as one sitting. */
export async function keyOccasion(
  { as, ledger }: World,
  person: Participant,
  timepoint: string,
  { on, mode }: Sitting,
  only?: (form: AskedForm) => boolean,
): Promise<void> {
  const forms = (await ledger.asked(person.enrolmentId, timepoint)).filter((form) => only?.(form) ?? true);
  for (const { id, version, measureId, form, state } of forms) {
    if (state === "done" || state === "preferred-not-to") continue;
    const asked = { measureId, form, timepoint, goals: person.goals, told: person.told };
    const answers: Keyed = leavingOut(
      answersTo(asked, person.course, person.sessions),
      person.fate.blanks?.[`${timepoint} ${measureId}`] ?? [],
    );
    await as(person.keyedBy).send(`/assessments/${id}/keying`, {
      version,
      ...boxes("completedOn", on),
      mode,
      ...answers,
    });
  }
}

/** Says of everything still to do on an occasion that it was not collected, and why. */
export async function notCollected({ as, ledger }: World, person: Participant, timepoint: string, reason: string) {
  for (const { id, version, state } of await ledger.asked(person.enrolmentId, timepoint))
    if (state === "scheduled" || state === "open")
      await as(person.keyedBy).send(`/assessments/${id}/not-collected`, { version, reason });
}

export async function preferredNotTo({ as, ledger }: World, person: Participant, timepoint: string) {
  for (const { id, version, state } of await ledger.asked(person.enrolmentId, timepoint))
    if (state === "scheduled" || state === "open")
      await as(person.keyedBy).send(`/assessments/${id}/preferred-not-to`, { version });
}

/** Logs one try to reach somebody about an occasion. */
export async function tried(
  { as, ledger }: World,
  person: Participant,
  timepoint: string,
  how: string,
  outcome: string,
) {
  const [first] = await ledger.asked(person.enrolmentId, timepoint);
  if (first?.packId) await as(person.keyedBy).send(`/follow-up/${first.packId}/attempts`, { how, outcome, note: "" });
}
