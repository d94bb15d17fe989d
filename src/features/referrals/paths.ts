const of = (id: string) => `/referrals/${id}`;

/** Every address of referrals. */
export const referralPaths = {
  list: () => "/referrals",
  filtered: (state: string, direction: string) => `/referrals?state=${state}&direction=${direction}`,
  new: (offerId: string) => `/referrals/new?offer=${offerId}`,
  show: of,
  /** A page of the runs, which build on this feature. */
  enrolling: (id: string) => `/waiting/${id}/enrolling`,
  /** A page of the questionnaires, which build on this feature. */
  scores: (id: string) => `${of(id)}/scores`,
  people: (id: string) => `${of(id)}/carer-and-child`,
  reason: (id: string) => `${of(id)}/reason`,
  agreements: (id: string) => `${of(id)}/agreements`,
  needs: (id: string) => `${of(id)}/needs`,
  availability: (id: string) => `${of(id)}/availability`,
  goals: (id: string) => `${of(id)}/goals`,
  checkAnswers: (id: string) => `${of(id)}/check-answers`,
  submission: (id: string) => `${of(id)}/submission`,
  acceptance: (id: string) => `${of(id)}/acceptance`,
  waiting: (id: string) => `${of(id)}/waiting`,
  question: (id: string) => `${of(id)}/question`,
  answer: (id: string) => `${of(id)}/answer`,
  declining: (id: string) => `${of(id)}/declining`,
  withdrawal: (id: string) => `${of(id)}/withdrawal`,
  contact: (id: string) => `${of(id)}/contact`,
  late: (why?: "missing") => (why ? "/referrals/late?why=missing" : "/referrals/late"),
  lateReason: (id: string) => `${of(id)}/late-reason`,
  amendment: (id: string) => `${of(id)}/amendment`,
};
