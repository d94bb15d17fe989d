import { factory } from "../../web/factory.ts";
import { acceptance } from "./acts/acceptance-routes.ts";
import { amendment } from "./acts/amendment-routes.ts";
import { answering } from "./acts/answering-routes.ts";
import { asking } from "./acts/asking-routes.ts";
import { declining } from "./acts/declining-routes.ts";
import { drafts } from "./draft/draft-routes.ts";
import { list } from "./list/list-routes.ts";
import { newReferral } from "./draft/new-referral-routes.ts";
import { puttingOnList } from "./acts/putting-on-list-routes.ts";
import { show } from "./show/show-routes.ts";
import { submission } from "./draft/submission-routes.ts";
import { withdrawal } from "./acts/withdrawal-routes.ts";

/** Everything under /referrals. Addresses of one part come before `/:id`. */
export const referrals = factory.createApp();
referrals.route("/", list);
referrals.route("/", newReferral);
referrals.route("/", drafts);
referrals.route("/", submission);
for (const act of [acceptance, asking, declining, puttingOnList, answering, amendment, withdrawal])
  referrals.route("/", act);
referrals.route("/", show);
