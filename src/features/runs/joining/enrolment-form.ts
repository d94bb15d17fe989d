import { z } from "zod";
import { DECIDED_BY, LEFT_REASONS } from "../../../domain/leaving-reasons.ts";
import { choice, day, longText, optionalDay, optionalLongText, parseForm, version } from "../../../forms/form.ts";
import { RECOGNITION_WORDS } from "./recognition-words.ts";

const initial = z
  .string({ error: "Enter the child’s initial" })
  .trim()
  .min(1, "Enter the child’s initial")
  .refine((typed) => [...typed].length <= 3, "The child’s initial must be 3 letters or fewer")
  .refine((typed) => /^[\p{L}\p{M}]+$/u.test(typed), "The child’s initial must be letters only");

const enrolling = (today: string) =>
  z.object({
    version,
    run: z.string({ error: "Select a run" }).min(1, "Select a run").max(64),
    withHeld: z.array(z.literal("yes")),
    fromOn: day("The day they join", { from: "2020-01-01", to: "2035-12-31" }).default(today),
    initial,
    word: z.enum(RECOGNITION_WORDS, { error: "Select a word that the carer chose" }),
    attendsWith: z.string().max(64).default(""),
    owner: z.string({ error: "Select who follows up" }).min(1, "Select who follows up").max(64),
  });
export type EnrollingForm = z.infer<ReturnType<typeof enrolling>>;

/** Reads the enrolment form; a join day left empty is `today`. */
export const parseEnrolling = (data: FormData, today: string) => parseForm(enrolling(today), data);

/** The most characters of each long answer. */
export const LONGEST = { leavingNote: 2000, personalNote: 4000, takingBack: 1000, runChange: 1000 } as const;

const leaving = (today: string) =>
  z.object({
    version,
    leftOn: day("The day they left", {
      from: "2020-01-01",
      to: today,
      outside: "The day they left must be today or in the past",
    }),
    reason: choice(LEFT_REASONS, "Select why they left"),
    decidedBy: choice(DECIDED_BY, "Select who decided"),
    note: optionalLongText("The note", LONGEST.leavingNote),
  });
export type LeavingForm = z.infer<ReturnType<typeof leaving>>;
export const parseLeaving = (data: FormData, today: string) => parseForm(leaving(today), data);

const note = z.object({ session: z.string().max(64).default(""), text: longText("The note", LONGEST.personalNote) });
export const parseNote = (data: FormData) => parseForm(note, data);

const takingBack = z.object({ version, why: longText("Why it is taken back", LONGEST.takingBack) });
export const parseTakingBack = (data: FormData) => parseForm(takingBack, data);

const moving = z.object({
  version,
  run: z.string({ error: "Select a run" }).min(1, "Select a run").max(64),
  withHeld: z.array(z.literal("yes")),
  fromOn: day("The day they join", { from: "2020-01-01", to: "2035-12-31" }),
  why: longText("Why they move", LONGEST.runChange),
});
export type MovingOn = z.infer<typeof moving>;
export const parseMovingOn = (data: FormData) => parseForm(moving, data);

const backToList = (today: string) =>
  z.object({
    version,
    readyFromOn: optionalDay("Ready from", {
      from: today,
      to: "2035-12-31",
      outside: "Ready from must be today or later",
    }),
    why: longText("Why they go back to the waiting list", LONGEST.runChange),
  });
export type BackToList = z.infer<ReturnType<typeof backToList>>;
export const parseBackToList = (data: FormData, today: string) => parseForm(backToList(today), data);
