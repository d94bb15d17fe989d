/** Why somebody was absent (docs/rules/reasons.md). */
export const ABSENCE_REASONS = {
  illness: "Illness",
  childcare: "Childcare",
  "child-at-home-or-excluded": "Child at home or excluded",
  work: "Work",
  transport: "Transport",
  "contact-or-court": "Contact or court",
  "own-health": "Own health",
  "religious-or-cultural-day": "Religious or cultural day",
  "not-told-why": "Not told why",
} as const;

export const MARKS = { all: "All", part: "Part", none: "Not" } as const;
export const MODES = {
  "in-person": "In person",
  online: "Online",
  telephone: "By telephone",
  "home-visit": "Home visit",
} as const;
