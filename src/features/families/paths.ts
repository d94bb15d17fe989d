const family = (id: string) => `/families/${id}`;
const person = (familyId: string, id: string) => `${family(familyId)}/people/${id}`;
const arrangement = (familyId: string, id: string) => `${family(familyId)}/arrangements/${id}`;
const contact = (familyId: string, id: string) => `${family(familyId)}/contacts/${id}`;

/** Every address of families and of the people in them. */
export const familyPaths = {
  list: "/families",
  mine: "/families?whose=mine",
  /** The open families of one worker. */
  of: (userId: string) => `/families?worker=${userId}`,
  search: "/families/search",
  found: (searchId: string) => `/families?search=${searchId}`,
  new: "/families/new",
  lookalikes: "/families/new/lookalikes",
  show: family,
  print: (id: string) => `${family(id)}/print`,
  timeline: (id: string) => `${family(id)}/timeline`,
  people: (id: string) => `${family(id)}/people`,
  newPerson: (id: string, kind: "carer" | "child") => `${family(id)}/people/new-${kind}`,
  person,
  editPerson: (familyId: string, id: string) => `${person(familyId, id)}/edit`,
  history: (familyId: string, id: string) => `${person(familyId, id)}/history`,
  newContact: (familyId: string, personId: string) => `${person(familyId, personId)}/contacts/new`,
  editContact: (familyId: string, id: string) => `${contact(familyId, id)}/edit`,
  showContact: (familyId: string, id: string) => `${contact(familyId, id)}/showing`,
  endContact: (familyId: string, id: string) => `${contact(familyId, id)}/ending`,
  needs: (familyId: string, personId: string) => `${person(familyId, personId)}/needs`,
  /** `heardAt` is where it leads back to: an occasion, or somebody on a run. */
  newHold: (familyId: string, personId: string, heardAt: { pack?: string; enrolment?: string } = {}) => {
    const query = new URLSearchParams(heardAt).toString();
    return `${person(familyId, personId)}/holds/new${query && `?${query}`}`;
  },
  liftHold: (familyId: string, id: string) => `${family(familyId)}/holds/${id}/lifting`,
  newArrangement: (familyId: string) => `${family(familyId)}/arrangements/new`,
  editArrangement: (familyId: string, id: string) => `${arrangement(familyId, id)}/edit`,
  endArrangement: (familyId: string, id: string) => `${arrangement(familyId, id)}/ending`,
  agreements: (id: string) => `${family(id)}/agreements`,
  allAgreements: (familyId: string, personId: string) => `${person(familyId, personId)}/agreements`,
  newAgreement: (familyId: string, personId: string) => `${person(familyId, personId)}/agreements/new`,
  locking: (id: string) => `${family(id)}/locking`,
  unlock: (familyId: string, lockId: string) => `${family(familyId)}/locks/${lockId}/lifting`,
  closing: (id: string) => `${family(id)}/closing`,
  reopening: (id: string) => `${family(id)}/reopening`,
  worker: (id: string) => `${family(id)}/worker`,
  review: (id: string) => `${family(id)}/review`,
};
