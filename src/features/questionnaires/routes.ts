import type { Mounts } from "../../web/factory.ts";
import { enrolmentMeasures, referralScores } from "./change/measures-routes.ts";
import { adjudication } from "./checking/adjudication-routes.ts";
import { clarifications } from "./checking/clarification-routes.ts";
import { endingSecondKeying } from "./checking/ending-routes.ts";
import { secondKeying, secondKeyings } from "./checking/second-keying-routes.ts";
import { followUp } from "./follow-up/follow-up-routes.ts";
import { holds } from "./holds/hold-routes.ts";
import { keying } from "./keying/keying-routes.ts";
import { totals } from "./keying/totals-routes.ts";
import { paper } from "./paper/paper-routes.ts";
import { madeAgain } from "./scoring/made-again-routes.ts";
import { rescoring } from "./scoring/rescoring-routes.ts";
import { assessments } from "./show/assessments-routes.ts";
import { otherwise } from "./show/otherwise-routes.ts";
import { unansweredPacks } from "./unanswered/unanswered-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/enrolments", enrolmentMeasures],
  ["/referrals", referralScores],
  ["/families", holds],
  ["/assessments", madeAgain],
  ["/assessments", assessments],
  ["/assessments", otherwise],
  ["/assessments", keying],
  ["/assessments", totals],
  ["/follow-up", unansweredPacks],
  ["/follow-up", followUp],
  ["/follow-up", paper],
  ["/assessments", secondKeying],
  ["/assessments", endingSecondKeying],
  ["/assessments", adjudication],
  ["/assessments", clarifications],
  ["/follow-up", secondKeyings],
  ["/settings", rescoring],
];
