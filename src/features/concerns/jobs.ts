import type { Job } from "../../jobs/job.ts";
import { escalation } from "./moving/escalation-job.ts";

/** What this feature does without anybody asking. */
export const jobs: readonly Job[] = [escalation];
