const family = (familyId: string) => `/families/${familyId}/offers`;
const offer = (id: string) => `/offers/${id}`;

/** Every address of offers. */
export const offerPaths = {
  list: family,
  new: (familyId: string, given: { carer?: string; support?: string } = {}) => {
    const query = new URLSearchParams(given).toString();
    return `${family(familyId)}/new${query ? `?${query}` : ""}`;
  },
  telling: (familyId: string, carer?: string) => `${family(familyId)}/telling${carer ? `?carer=${carer}` : ""}`,
  show: offer,
  reply: (id: string) => `${offer(id)}/reply`,
  newCheck: (familyId: string) => `/families/${familyId}/checks/new`,
  noReply: "/offers/no-reply",
  referral: (id: string) => `/referrals/${id}`,
  startReferral: (id: string) => `/referrals/new?offer=${id}`,
  letter: (decisionId: string) => `/decisions/${decisionId}/letter`,
};
