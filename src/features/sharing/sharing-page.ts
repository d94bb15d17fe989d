import { dayOfText, longDay } from "../../domain/calendar.ts";
import type { Sight } from "./sight.ts";

/** A referral that its provider no longer sees as it is: since when, and whom to ask. */
export type NotLive = {
  sight: Exclude<Sight, "live">;
  /** The instant of what is shown; null where nothing is kept. */
  asOn: string | null;
  provider: string;
  owner: string;
  ownerTelephone: string;
};

const onDay = (at: string | null): string => (at === null ? "" : ` on ${longDay(dayOfText(at))}`);

/** What a provider is told where it would otherwise see a family: what happened, what it still has, whom to ring. */
export function notLiveSaid({ sight, asOn, provider, owner, ownerTelephone }: NotLive): string {
  const ring = `To reach the carer, ring ${owner} on ${ownerTelephone}.`;
  if (sight === "ended")
    return `This referral has ended. You see it as it was${onDay(asOn)}. Later changes to the family’s file are not shown.`;
  if (sight === "withdrawn")
    return `The carer stopped agreeing to share with ${provider}${onDay(asOn)}. You no longer see the family’s file or how to reach them. What you recorded yourselves stays. ${ring}`;
  return `The carer has not agreed to share with ${provider}, so the family’s details are not shown. ${ring}`;
}
