import { factory } from "../../web/factory.ts";
import { acceptance } from "./acceptance-routes.ts";
import { amendment } from "./amendment-routes.ts";
import { answering } from "./answering-routes.ts";
import { asking } from "./asking-routes.ts";
import { declining } from "./declining-routes.ts";
import { drafts } from "./draft-routes.ts";
import { list } from "./list-routes.ts";
import { newReferral } from "./new-referral-routes.ts";
import { puttingOnList } from "./putting-on-list-routes.ts";
import { show } from "./show-routes.ts";
import { submission } from "./submission-routes.ts";
import { withdrawal } from "./withdrawal-routes.ts";

/** Everything under /referrals. Addresses of one part come before `/:id`. */
export const referrals = factory.createApp();
referrals.route("/", list);
referrals.route("/", newReferral);
referrals.route("/", drafts);
referrals.route("/", submission);
for (const act of [acceptance, asking, declining, puttingOnList, answering, amendment, withdrawal])
  referrals.route("/", act);
referrals.route("/", show);
