import type { Mounts } from "../../web/factory.ts";
import { endings } from "./endings/ending-routes.ts";
import { runChanges as stayChanges } from "./endings/run-change-routes.ts";
import { takingBack } from "./endings/taking-back-routes.ts";
import { enrolling } from "./joining/enrolling-routes.ts";
import { waitingCalls } from "./joining/waiting-call-routes.ts";
import { waiting } from "./joining/waiting-routes.ts";
import { newSessions } from "./planning/new-session-routes.ts";
import { runChanges } from "./planning/run-changes-routes.ts";
import { sessions } from "./planning/session-routes.ts";
import { registers } from "./register/register-routes.ts";
import { sessionNotes } from "./register/session-note-routes.ts";
import { enrolments } from "./show/enrolment-routes.ts";
import { runs } from "./show/run-routes.ts";
import { today } from "./show/today-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/waiting", enrolling],
  ["/waiting", waitingCalls],
  ["/waiting", waiting],
  ["/runs", runChanges],
  ["/runs", newSessions],
  ["/runs", runs],
  ["/sessions", today],
  ["/sessions", registers],
  ["/sessions", sessionNotes],
  ["/sessions", sessions],
  ["/enrolments", endings],
  ["/enrolments", takingBack],
  ["/enrolments", stayChanges],
  ["/enrolments", enrolments],
];
