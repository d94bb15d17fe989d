import { addressOf, type PlaceAsked } from "../../domain/paging.ts";

const assessment = (id: string) => `/assessments/${id}`;

/** Every address of this feature. */
export const assessmentPaths = {
  due: (asked: { run?: string | undefined; occasion?: string | undefined } & PlaceAsked = {}) =>
    addressOf("/follow-up", asked),
  attempts: (packId: string) => `/follow-up/${packId}/attempts`,
  learned: (packId: string) => `/follow-up/${packId}/attempts/learned`,
  paper: (packId: string, isLarge = false) => `/follow-up/${packId}/paper${isLarge ? "?large=yes" : ""}`,
  closed: "/follow-up/closed",
  unanswered: (packId: string) => `/follow-up/${packId}/unanswered`,
  paperId: "/follow-up/paper-id",
  secondKeyings: "/follow-up/second-keying",
  madeAgain: "/assessments/rescored",
  rescoring: "/settings/rescoring",
  clarifications: (id: string) => `${assessment(id)}/clarifications`,
  answeringClarification: (id: string, clarificationId: string) =>
    `${assessment(id)}/clarifications/${clarificationId}/answering`,
  secondKeying: (id: string) => `${assessment(id)}/second-keying`,
  endingSecondKeying: (id: string) => `${assessment(id)}/second-keying/ending`,
  adjudication: (id: string) => `${assessment(id)}/adjudication`,
  show: assessment,
  answers: (id: string) => `${assessment(id)}?answers=shown`,
  keying: (id: string) => `${assessment(id)}/keying`,
  totals: (id: string) => `${assessment(id)}/totals`,
  notCollected: (id: string) => `${assessment(id)}/not-collected`,
  preferredNotTo: (id: string) => `${assessment(id)}/preferred-not-to`,
  otherwise: (id: string) => `${assessment(id)}/otherwise`,
  reopening: (id: string) => `${assessment(id)}/reopening`,
  ofEnrolment: (enrolmentId: string) => `/enrolments/${enrolmentId}/measures`,
  copyOut: (enrolmentId: string) => `/enrolments/${enrolmentId}/measures/copy-out`,
  copyOutForReferrer: (referralId: string) => `/referrals/${referralId}/scores/copy-out`,
  forReferrer: (referralId: string) => `/referrals/${referralId}/scores`,
};

/** Pages of the features that build on this one; they import us, so their addresses can't be imported from here. */
export const neighbours = {
  run: (id: string) => `/runs/${id}`,
  enrolment: (id: string) => `/enrolments/${id}`,
  fhir: (assessmentId: string) => `${assessment(assessmentId)}/fhir`,
};
