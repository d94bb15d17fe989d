export const runPaths = {
  list: (state: "open" | "closed" = "open") => (state === "open" ? "/runs" : "/runs?state=closed"),
  /** The groups that begin soon: a page of the team, which builds on this feature. */
  coming: () => "/team/groups",
  new: (programmeId?: string) => (programmeId ? `/runs/new?programme=${programmeId}` : "/runs/new"),
  show: (id: string) => `/runs/${id}`,
  editing: (id: string) => `/runs/${id}/editing`,
  venue: (id: string) => `/runs/${id}/venue`,
  places: (id: string) => `/runs/${id}/places/new`,
  closing: (id: string) => `/runs/${id}/closing`,
  newSession: (id: string, enrolmentId?: string) =>
    enrolmentId ? `/runs/${id}/sessions/new?for=${enrolmentId}` : `/runs/${id}/sessions/new`,
} as const;

export const sessionPaths = {
  today: () => "/sessions",
  register: (id: string) => `/sessions/${id}/register`,
  row: (id: string, enrolmentId: string) => `/sessions/${id}/register/${enrolmentId}`,
  print: (id: string) => `/sessions/${id}/register/print`,
  moving: (id: string) => `/sessions/${id}/moving`,
  cancelling: (id: string) => `/sessions/${id}/cancelling`,
  reinstating: (id: string) => `/sessions/${id}/reinstating`,
  note: (id: string) => `/sessions/${id}/note`,
  concern: (id: string) => `/sessions/${id}/concerns/new`,
} as const;

export const enrolmentPaths = {
  show: (id: string) => `/enrolments/${id}`,
  leaving: (id: string) => `/enrolments/${id}/leaving`,
  completing: (id: string) => `/enrolments/${id}/completing`,
  moving: (id: string) => `/enrolments/${id}/moving`,
  backToList: (id: string) => `/enrolments/${id}/back-to-list`,
  takingBack: (id: string) => `/enrolments/${id}/taking-back`,
  newNote: (id: string) => `/enrolments/${id}/notes/new`,
  correctNote: (id: string, noteId: string) => `/enrolments/${id}/notes/${noteId}/correcting`,
  taskDone: (id: string, taskId: string) => `/enrolments/${id}/tasks/${taskId}/done`,
} as const;

export const waitingPaths = {
  list: (programmeId?: string) => (programmeId ? `/waiting?programme=${programmeId}` : "/waiting"),
  call: (referralId: string) => `/waiting/${referralId}/calls`,
  enrolling: (referralId: string) => `/waiting/${referralId}/enrolling`,
} as const;
