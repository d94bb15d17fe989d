import { z } from "zod";
import { choice, day, longText, optionalText, parseForm, text, version } from "../../../forms/form.ts";
import { SESSION_KINDS } from "../delivery/session.ts";
import { count, time } from "./time-field.ts";

export const LONGEST_GROUP_NOTE = 4000;
export const LONGEST_SUMMARY = 2000;

export const CANCELLED_REASONS = {
  staff: "No staff",
  venue: "The venue",
  weather: "Weather",
  "too-few": "Too few could come",
  other: "Another reason of ours",
} as const;

export const SCOPES = { one: "This session only", later: "This session and every later one" } as const;

const withinReach = { from: "2020-01-01", to: "2035-12-31" };

const moving = z.object({
  version,
  day: day("The new day", withinReach),
  time: time("The time it starts"),
  scope: choice(SCOPES, "Select which sessions move"),
  /** "yes" on the second page, after the dates that move were shown. */
  confirmed: z.string().max(3).default(""),
  /** What was shown: a session's id and version each. */
  shown: z.string().max(10_000).default(""),
});
export type MovingForm = z.infer<typeof moving>;
export const parseMoving = (data: FormData) => parseForm(moving, data);

const cancelling = z.object({ version, reason: choice(CANCELLED_REASONS, "Select why it is cancelled") });
export const parseCancelling = (data: FormData) => parseForm(cancelling, data);

/** Only a session for everybody is one of those that completing is counted from, and only if somebody says so. */
export const CORE = { yes: "Yes, it counts towards completing", no: "No, it is besides" } as const;

const newSession = z.object({
  kind: choice(SESSION_KINDS, "Select what kind of session it is"),
  forEnrolment: z.string().max(64).default(""),
  makesUp: z.string().max(64).default(""),
  core: z.enum(["", "yes", "no"], { error: "Select whether it is a core session" }).default(""),
  module: text("What it is about", 100),
  day: day("The day of the session", withinReach),
  time: time("The time it starts"),
  minutes: count("Minutes", 5, 480),
});
export type NewSessionForm = z.infer<typeof newSession>;
export const parseNewSession = (data: FormData) => parseForm(newSession, data);

const groupNote = z.object({
  /** The id of the note that was on the page; empty when there was none. */
  seen: z.string().max(64).default(""),
  text: longText("The note", LONGEST_GROUP_NOTE),
});
export const parseGroupNote = (data: FormData) => parseForm(groupNote, data);

export const ABOUT = { carer: "The carer", child: "The child" } as const;

/** What a concern of a session is about, in the codes of concerns: how soon somebody must look follows from it (docs/rules/concerns.md). */
export const CONCERN_ABOUT = {
  injury: "Somebody was hurt",
  weapon: "A weapon",
  fear: "Somebody is afraid",
  "self-harm": "Somebody hurts themselves, or speaks of it",
  "goes-missing": "A child goes missing",
  sexualised: "Sexualised behaviour",
  session: "Something else",
} as const;

const concern = z.object({
  enrolment: z.string({ error: "Select whose family it is about" }).min(1, "Select whose family it is about").max(64),
  about: choice(ABOUT, "Select whether it is about the carer or the child"),
  kind: choice(CONCERN_ABOUT, "Select what it is about"),
  summary: longText("What happened", LONGEST_SUMMARY),
  told: optionalText("Who you told", 200),
});
export type ConcernForm = z.infer<typeof concern>;
export const parseConcern = (data: FormData) => parseForm(concern, data);
