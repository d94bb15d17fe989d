import { addDays, type Day } from "../../../domain/calendar.ts";

/** A draft that nobody touched for this many days is deleted (docs/rules/main-job.md 5). */
export const DRAFT_DAYS = 90;

/** For this many days before, the people who can finish it are told. */
export const NOTICE_DAYS = 7;

/** The day on which a draft is deleted that was last written on this day. */
export const deletedOn = (lastWrittenOn: Day): Day => addDays(lastWrittenOn, DRAFT_DAYS);

/** Is this a day on which its people are told that the draft will go? */
export const isToBeTold = (lastWrittenOn: Day, today: Day): boolean => lastWrittenOn < toldBefore(today);

/** Drafts last written before this day are told about today. */
export const toldBefore = (today: Day): Day => addDays(today, 1 - DRAFT_DAYS + NOTICE_DAYS);
