import { longDay } from "../../../domain/calendar.ts";
import type { CameTo, Enrolment } from "./attendance-queries.ts";

const OUTCOMES = { completed: "completed", "left-early": "left early", "did-not-start": "did not start" } as const;
const KINDS = { planned: "Session", "catch-up": "Catch-up", "home-visit": "Home visit", phone: "Telephone" } as const;
const CAME = {
  yes: "Came",
  no: "Did not come",
  cancelled: "Cancelled by the service",
  "not-marked": "Not marked yet",
} as const;

/** "Tuesday group, from 3 March 2026", and how it ended. */
export const enrolmentLines = (enrolments: readonly Enrolment[]): string[] =>
  enrolments.map(({ runName, fromOn, toOn, outcome, backOnListOn }) => {
    if (backOnListOn) return `${runName}, until they went back to the waiting list on ${longDay(backOnListOn)}`;
    const end = outcome && toOn ? `, ${OUTCOMES[outcome]} on ${longDay(toOn)}` : "";
    return `${runName}, from ${longDay(fromOn)}${end}`;
  });

/** Which sessions the carer came to, a row each; null when they do not want it seen. */
export const attendancePage = (attendance: readonly CameTo[] | null) =>
  attendance?.map(({ kind, number, day, came }) => [
    { text: kind === "planned" ? `${KINDS[kind]} ${number}` : KINDS[kind] },
    { text: longDay(day) },
    { text: CAME[came] },
  ]) ?? null;
