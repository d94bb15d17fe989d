import { type Day, longDay } from "../../../domain/calendar.ts";

/** What stands against asking somebody anything more, or anything now: of the one who would be asked, or of whom it is about. */
export type AskingStop = {
  kind: "died" | "moved-out" | "not-asked-again" | "held";
  personId: string;
  /** When it happened; of a hold its last day. */
  day: Day;
};

const SAID: Record<AskingStop["kind"], (name: string, day: string) => string> = {
  died: (name, day) => `${name} died on ${day}`,
  "moved-out": (name, day) => `${name} moved out on ${day}`,
  "not-asked-again": (name, day) => `${name} asked on ${day} not to be asked anything more`,
  held: (name, day) => `${name} is on hold until ${day}`,
};

/** "Mary died on 1 March 2026". */
export const stopSaid = ({ kind, day }: AskingStop, name: string): string => SAID[kind](name, longDay(day));

/** Is nothing at all to be asked of them, now or later? What stands about the child alone leaves out what is about the child. */
export const isForGood = ({ kind, personId }: AskingStop, informantId: string): boolean =>
  personId === informantId && kind !== "held";
