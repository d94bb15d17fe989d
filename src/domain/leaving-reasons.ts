/** Why somebody left (docs/rules/reasons.md). */
export const LEFT_REASONS = {
  "got-what-they-needed": "Got what they needed",
  health: "Health",
  "work-or-day-changed": "Work or day changed",
  "childcare-or-travel": "Childcare or travel",
  "child-moved": "Child moved",
  "group-not-right": "Group not right",
  "service-ended-or-changed": "Service ended or changed it",
  "lost-touch": "Lost touch",
} as const;
export type LeftReason = keyof typeof LEFT_REASONS;

export const DECIDED_BY = { carer: "The carer", service: "The service", together: "Together" } as const;
export type DecidedBy = keyof typeof DECIDED_BY;

/** Is the ending the service's doing? Counted apart from what is the family's (docs/rules/reasons.md). */
export const isServiceReason = (reason: LeftReason): boolean => reason === "service-ended-or-changed";
