import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Result } from "../../../domain/result.ts";
import { errorList } from "../../../forms/field.ts";
import type { FormProblem } from "../../../forms/form.ts";
import type { Tell } from "../../../tells/happening.ts";
import { referralPaths } from "../paths.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { TASKS, type Task } from "../referral/tasks.ts";

/** For whom, about which draft, on which day a page is read. */
export type Reading = { db: Db; actor: Actor; referral: ReferralFound; today: string };

/** What a page's writes are made with: `at` is the instant as stored. */
export type Writing = Reading & { at: string; newId: () => string };

/**
 * One page of a draft: what stands in the database, how that fills the form, what was typed, what to write. `standing` says in
 * lines what is there now, for somebody who comes too late.
 */
export type DraftPage<There, Typed extends { version: number }> = {
  task: Task;
  view: string;
  read: (reading: Reading) => Promise<There>;
  values: (there: There, reading: Reading) => FormProblem["values"];
  standing: (there: There, reading: Reading) => string[];
  parse: (data: FormData, there: There) => Result<Typed, FormProblem>;
  model: (there: There, form: FormProblem, reading: Reading) => object;
  writes: (typed: Typed, there: There, writing: Writing) => Write[];
  /** Who is told: a draft itself is nobody's yet, what it changes of the family is told at once. */
  tells: "nobody" | ((typed: Typed, there: There, reading: Reading) => Tell[]);
  /** Does what was typed stand in the way of sending? Then the task list, which says so, comes next. */
  stops?: (typed: Typed) => boolean;
};

/** What is confirmed at the top of whichever page of a draft comes next. */
export const NOTICES = {
  opened: "Draft begun. Each page is kept when you press “Save and continue”.",
  decided: "Decision saved, and the referral begun. Each page is kept when you press “Save and continue”.",
  saved: "Saved",
};

/** What every page of a draft has around its own questions. */
export const draftFrame = (task: Task, r: ReferralFound, form: TooLate) => ({
  title: TASKS[task],
  notices: NOTICES,
  about: `${r.carerName}, for ${r.childName}. ${r.programmeName}.`,
  cancelHref: referralPaths.show(r.id),
  version: r.version,
  errors: errorList(form),
  conflict: form.conflict,
  breadcrumbs: [
    { text: "Referrals", href: referralPaths.list() },
    { text: "Draft", href: referralPaths.show(r.id) },
    { text: TASKS[task] },
  ],
});
