import type { Mounts } from "../../web/factory.ts";
import { acceptance } from "./acts/acceptance-routes.ts";
import { amendment } from "./acts/amendment-routes.ts";
import { answering } from "./acts/answering-routes.ts";
import { asking } from "./acts/asking-routes.ts";
import { declining } from "./acts/declining-routes.ts";
import { puttingOnList } from "./acts/putting-on-list-routes.ts";
import { withdrawal } from "./acts/withdrawal-routes.ts";
import { drafts } from "./draft/draft-routes.ts";
import { newReferral } from "./draft/new-referral-routes.ts";
import { submission } from "./draft/submission-routes.ts";
import { list } from "./list/list-routes.ts";
import { show } from "./show/show-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/referrals", list],
  ["/referrals", newReferral],
  ["/referrals", drafts],
  ["/referrals", submission],
  ["/referrals", acceptance],
  ["/referrals", asking],
  ["/referrals", declining],
  ["/referrals", puttingOnList],
  ["/referrals", answering],
  ["/referrals", amendment],
  ["/referrals", withdrawal],
  ["/referrals", show],
];
