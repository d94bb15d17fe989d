import { jobs as accounts } from "./features/accounts/jobs.ts";
import { jobs as concerns } from "./features/concerns/jobs.ts";
import { jobs as referrals } from "./features/referrals/jobs.ts";
import type { Job } from "./jobs/job.ts";
import { leftovers } from "./jobs/leftovers.ts";
import { shownLists } from "./jobs/shown-lists.ts";

/** The jobs of both hosts, in the order in which a round does them. */
export const JOBS: readonly Job[] = [...concerns, ...referrals, ...accounts, ...leftovers, shownLists];
