import { ageOn, type Day, longDay } from "../../../domain/calendar.ts";
import { referralPaths } from "../paths.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import { type Missing, TASK_KEYS, TASKS, type Task } from "../referral/tasks.ts";
import { DRAFT_DAYS, deletedOn, isToBeTold } from "./draft-keeping.ts";
import { NOTICES } from "./draft-page.ts";
import { TASK_PATHS } from "./task-paths.ts";

const HINTS: Partial<Record<Task, string>> = {
  agreements: "Sharing with this provider, and how we may contact the carer",
  needs: "Interpreter, childcare, access, when it is safe to ring",
  goals: "Up to three, in the carer’s own words",
};

const COMPLETED = { text: "Completed" };
const NOT_YET = { tag: { text: "Not yet started", classes: "govuk-tag--blue" } };
const NOT_AGREED = { tag: { text: "Carer has not agreed", classes: "govuk-tag--orange" } };
const CANNOT = { text: "Cannot start yet", classes: "govuk-task-list__status--cannot-start-yet" };

const statusOf = (task: Task, missing: readonly Missing[]) => {
  if (missing.includes(task)) return NOT_YET;
  return task === "agreements" && missing.includes("share-not-agreed") ? NOT_AGREED : COMPLETED;
};

/** A draft: what is done, what is to do, and sending once all is there. */
export function taskListPage(r: ReferralFound, missing: readonly Missing[], lastWrittenOn: Day, today: Day) {
  const age = r.childBirthOn === null ? "" : `, aged ${ageOn(r.childBirthOn, today)}`;
  const isReady = missing.length === 0;
  return {
    title: `Draft referral to ${r.programmeName}`,
    notices: NOTICES,
    breadcrumbs: [{ text: "Referrals", href: referralPaths.list() }, { text: "Draft" }],
    about: `${r.carerName}, for ${r.childName}${age}. ${r.toName}.`,
    tasks: [
      ...TASK_KEYS.map((task) => ({
        title: { text: TASKS[task] },
        hint: HINTS[task] === undefined ? undefined : { text: HINTS[task] },
        href: TASK_PATHS[task](r.id),
        status: statusOf(task, missing),
      })),
      {
        title: { text: "Check answers and submit" },
        href: isReady ? referralPaths.checkAnswers(r.id) : undefined,
        status: isReady ? NOT_YET : CANNOT,
      },
    ],
    kept: {
      text: `Kept until ${longDay(deletedOn(lastWrittenOn))}: ${DRAFT_DAYS} days after it was last saved.`,
      isGoing: isToBeTold(lastWrittenOn, today),
    },
    discardHref: referralPaths.withdrawal(r.id),
  };
}
