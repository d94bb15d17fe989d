import { firstNameOf } from "../../families/index.ts";
import { notLiveSaid } from "../../sharing/index.ts";
import type { Enrolment } from "./enrolment-queries.ts";

/** What a provider is told of somebody whose family it no longer sees as it is; null while it does. */
export const notLiveOf = (
  { sight, seenAsOn, ownerName, ownerTelephone }: Enrolment,
  provider: string,
): string | null =>
  sight === "live" ? null : notLiveSaid({ sight, asOn: seenAsOn, provider, owner: ownerName, ownerTelephone });

/**
 * Who on a register no longer agrees to share, a sentence each: their row stays, by first name, since they may sit in the
 * room (docs/decisions/0016). A co-leader is not told: it changes nothing that they do.
 */
export const noLongerShared = (people: readonly Enrolment[]): string[] =>
  people
    .filter(({ sight }) => sight === "withdrawn")
    .map(
      ({ carer, ownerName, ownerTelephone }) =>
        `${firstNameOf(carer)} no longer agrees that ${ownerName} shares the family’s file with us. Mark the register as always. Do not ring: to reach them, ring ${ownerName} on ${ownerTelephone}.`,
    );

/** People whom the reader has closed to themselves are left out of lists, and how many is said; nothing where there are none. */
export const unshownSaid = (count: number): string =>
  count === 0
    ? ""
    : `${count === 1 ? "1 person is" : `${count} people are`} not shown to you, because you know the family.`;
