import type { Mounts } from "../../web/factory.ts";
import { amendment } from "./acts/amendment-routes.ts";
import { answers } from "./acts/answer-routes.ts";
import { newReferral } from "./beginning/new-referral-routes.ts";
import { drafts } from "./draft/draft-routes.ts";
import { submission } from "./draft/submission-routes.ts";
import { list } from "./list/list-routes.ts";
import { show } from "./show/show-routes.ts";
import { contactAbout } from "./speaking/contact-routes.ts";
import { lateReasons } from "./standards/late-reason-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/referrals", list],
  ["/referrals", newReferral],
  ["/referrals", drafts],
  ["/referrals", submission],
  ["/referrals", answers],
  ["/referrals", amendment],
  ["/referrals", contactAbout],
  ["/referrals", lateReasons],
  ["/referrals", show],
];
