import type { Job } from "../../jobs/job.ts";
import { forgottenDrafts } from "./draft/forgotten-drafts-job.ts";

/** What this feature does without anybody asking. */
export const jobs: readonly Job[] = [forgottenDrafts];
