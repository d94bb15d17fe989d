import type { TellVerb } from "./telling.ts";

/** Somebody by their id, or as whoever keyed a sheet or asked about an answer. */
export type Named = string | null | { whoKeyed: string } | { whoAsked: string };

/** What was acted on. `named`: whom the act itself names. `withinId`: nobody beyond this organisation is told. */
export type About = (
  | { referralId: string }
  | { offerId: string }
  | { familyId: string; onlyProviderId?: string | undefined }
  | { personId: string }
  | { concernId: string }
  | { runId: string; onlyEnrolmentId?: string | null }
  | { inOrganisationId: string }
) & { named?: readonly Named[]; withinId?: string };

/** What an act tells: which verb of the table, and of what. */
export type Tell = { verb: TellVerb; about: About };

/** Something that was done: what it tells, by whom, and when. */
export type Happening = Tell & { by: string; at: string };
