import type { Day } from "../../../domain/calendar.ts";
import type { Sight } from "../../../domain/sight.ts";
import type { SafeHours } from "../contacts/safe-hours.ts";
import type { ContactKind, SAFE, YesNoNotKnown } from "../family/family-words.ts";

/** The ways in which we may get in touch, each asked for by itself. */
export const CHANNELS = {
  "contact-telephone": "telephone",
  "contact-text": "text",
  "contact-email": "email",
  "contact-letter": "letter",
} as const;
export type Channel = keyof typeof CHANNELS;

/** What somebody said about one way of getting in touch: yes, no, or nobody asked. */
export type Asked = "yes" | "no" | "not-asked";

/** One way to reach somebody that is in use, as far as the reader may see it. */
export type ReachContact = {
  id: string;
  kind: ContactKind;
  /** Empty where it is confidential. */
  value: string;
  confidential: "yes" | "no";
  safe: keyof typeof SAFE;
  words: string | null;
  hours: SafeHours | null;
  shared: YesNoNotKnown;
  doNotUseReason: string | null;
  /** Since when it is known to be somebody else's. */
  wrongSince: Day | null;
};

/** Everything that says how somebody may be reached, as it stands: what was taken back or is past its date is not here. */
export type ReachFacts = {
  personId: string;
  name: string;
  sight: Sight;
  owner: { name: string; telephone: string };
  diedOn: Day | null;
  contacts: readonly ReachContact[];
  agreed: Readonly<Record<Channel, Asked>>;
  held: { until: Day; reason: string | null } | null;
  /** Since when they asked not to be asked anything more. */
  notAskedSince: Day | null;
  interpreter: YesNoNotKnown;
  interpreterLanguage: string | null;
  language: string;
  /** Safe times written elsewhere before contacts held them, for somebody who had none to write them to. */
  saidBefore: string | null;
  lastSpoke: { at: string; how: string; byName: string | null } | null;
};
