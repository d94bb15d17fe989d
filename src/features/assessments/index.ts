export { assessmentPaths } from "./paths.ts";
export { type Enrolling, moveOnLeaving, moveWindows, scheduleAtEnrolment } from "./scheduling-queries.ts";
