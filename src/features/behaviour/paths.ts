const family = (familyId: string) => `/families/${familyId}`;
const check = (id: string) => `/checks/${id}`;

/** Every address of behaviour checks, need assessments and decisions. */
export const behaviourPaths = {
  list: (familyId: string) => `${family(familyId)}/checks`,
  newCheck: (familyId: string, childId?: string) =>
    `${family(familyId)}/checks/new${childId ? `?child=${childId}` : ""}`,
  showCheck: check,
  correcting: (id: string) => `${check(id)}/correcting`,
  decision: (checkId: string) => `${check(checkId)}/decision`,
  letter: (decisionId: string) => `/decisions/${decisionId}/letter`,
  printedLetter: (decisionId: string, printingId: string) => `/decisions/${decisionId}/letter/${printingId}`,
  newNeedAssessment: (familyId: string, carerId?: string) =>
    `${family(familyId)}/need-assessments/new${carerId ? `?carer=${carerId}` : ""}`,
  showNeedAssessment: (id: string) => `/need-assessments/${id}`,
  undecided: "/checks/undecided",
  notAsked: "/checks/not-asked",
};
