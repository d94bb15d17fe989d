import { z } from "zod";

/** One meeting of a programme as the template has it; a run makes its sessions from these. */
export const templateSession = z.strictObject({
  number: z.int().min(1).max(60),
  module: z.string().min(1).max(100),
  core: z.boolean(),
  minutes: z.int().min(10).max(480),
  /** Weeks after session 1. Left out: `daysBetween` days after the session before. */
  weekOffset: z.int().min(0).max(104).optional(),
  /** Minutes of this session kept for questionnaires (docs/rules/windows.md). */
  measures: z.int().min(0).max(60).optional(),
});

/** Which questionnaire leads: what "both done" counts, what is asked beside it for a season, and what is printed and keyed first. */
export const leadingSchema = z.strictObject({
  primary: z.string().max(64).nullable().default(null),
  compared: z.string().max(64).nullable().default(null),
  firstOnPaper: z.string().max(64).nullable().default(null),
});

/** What a programme version says about how it is delivered: `programme_version.template`. */
export const templateSchema = z.strictObject({
  summary: z.string().max(1000).default(""),
  deliveredBy: z.string().max(200).default(""),
  setting: z.string().max(200).default(""),
  /** Days from one session to the next where no weekOffset says otherwise. */
  daysBetween: z.int().min(1).max(60).default(7),
  sessions: z.array(templateSession).min(1).max(60),
  /** Why an occasion may ask for more than docs/rules/burden.md, allows; null where none does. */
  burdenReason: z.string().max(500).nullable().default(null),
  /** What was chosen; left out where nobody did, and the plan's order decides (docs/rules/burden.md). */
  leading: leadingSchema.optional(),
});

export type TemplateSession = z.infer<typeof templateSession>;
export type Leading = z.infer<typeof leadingSchema>;
export type Template = z.infer<typeof templateSchema>;

/** How well tried a programme is, by whose judgement and when: shown beside it, never used to sort (docs/rules/people-and-words.md). */
export const evidenceSchema = z.strictObject({
  rating: z.string().min(1).max(100),
  source: z.string().min(1).max(300),
  ratedOn: z.iso.date(),
  caveat: z.string().max(500).nullable(),
});

export type Evidence = z.infer<typeof evidenceSchema>;

/** A part of the programme that a facilitator says was delivered (0, 1 or 2) after a session. */
export const fidelitySchema = z.array(
  z.strictObject({ id: z.string().min(1).max(50), text: z.string().min(1).max(200) }),
);

export type FidelityComponent = z.infer<typeof fidelitySchema>[number];

/** Days after session 1 on which each session falls, in order, before holidays move anything. */
export function dayOffsets(template: Template): number[] {
  let last = -template.daysBetween;
  return template.sessions.map((session) => {
    last = session.weekOffset === undefined ? last + template.daysBetween : session.weekOffset * 7;
    return last;
  });
}

/** How much a carer is asked to come: "10 sessions, 20 hours over 10 weeks". */
export function doseOf(template: Template): { sessions: number; core: number; minutes: number; weeks: number } {
  const offsets = dayOffsets(template);
  return {
    sessions: template.sessions.length,
    core: template.sessions.filter((session) => session.core).length,
    minutes: template.sessions.reduce((sum, session) => sum + session.minutes, 0),
    weeks: Math.floor((offsets.at(-1) ?? 0) / 7) + 1,
  };
}
