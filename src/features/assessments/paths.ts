/** Every address of this feature. */
export const assessmentPaths = {
  due: () => "/follow-up",
  show: (id: string) => `/assessments/${id}`,
  keying: (id: string) => `/assessments/${id}/keying`,
  notCollected: (id: string) => `/assessments/${id}/not-collected`,
  ofEnrolment: (enrolmentId: string) => `/enrolments/${enrolmentId}/measures`,
};
