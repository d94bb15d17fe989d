const family = (familyId: string) => `/families/${familyId}/offers`;
const offer = (id: string) => `/offers/${id}`;

/** Every address of offers. */
export const offerPaths = {
  list: family,
  new: (familyId: string, given: { carer?: string; support?: string } = {}) => {
    const query = new URLSearchParams(given).toString();
    return `${family(familyId)}/new${query ? `?${query}` : ""}`;
  },
  show: offer,
  reply: (id: string) => `${offer(id)}/reply`,
  noReply: "/offers/no-reply",
  referral: (id: string) => `/referrals/${id}`,
  startReferral: (id: string) => `/referrals/new?offer=${id}`,
  letter: (decisionId: string) => `/decisions/${decisionId}/letter`,
};
