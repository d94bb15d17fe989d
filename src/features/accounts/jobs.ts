import type { Job } from "../../jobs/job.ts";
import { oldSignIns, refusedSignIns } from "./sign-in/refused-sign-ins-job.ts";

/** What this feature does without anybody asking. */
export const jobs: readonly Job[] = [refusedSignIns, oldSignIns];
