/** How many rows of each kind an installation of some size holds. */
export type Amounts = {
  families: number;
  referrals: number;
  attendance: number;
  assessments: number;
  /** Rows of the trail. */
  trail: number;
};

/** What is told through the app's own pages, for copies to be made of. */
export type Told = {
  /** Runs that are over, with how many come to a group or a course. */
  groups: number;
  courses: number;
  atHome: number;
  people: number;
  /** Groups and courses that have ended and whose last questionnaires are still to come, and those that go on now. */
  recent: number;
  running: number;
  /** Families that never came to a programme. */
  others: number;
};

export type Size = {
  years: number;
  wanted: Amounts;
  told: Told;
  /** How often the present, as it is told, is there: what has a referral, and files without one; and each run that ended lately. */
  present: number;
  caseload: number;
  recently: number;
  /**
   * Places of work beside those of the demonstration; in each, one person followed another. Every provider needs a facilitator (there
   * are five) and every provider of parenting programmes a co-leader (three).
   */
  staff: { practitioners: number; managers: number; facilitators: number; coLeaders: number };
};

/**
 * `authority10`: one large authority's ten years. A bigger one is another line here: what is told stays, more copies of it are made.
 * `hundreds` is the same thing small enough for the tests.
 */
export const SIZES = {
  authority10: {
    years: 10,
    wanted: { families: 10_000, referrals: 5_000, attendance: 60_000, assessments: 85_000, trail: 1_200_000 },
    told: { groups: 3, courses: 2, atHome: 3, people: 9, recent: 2, running: 3, others: 8 },
    present: 3,
    caseload: 7,
    recently: 8,
    staff: { practitioners: 24, managers: 3, facilitators: 14, coLeaders: 10 },
  },
  hundreds: {
    years: 3,
    wanted: { families: 200, referrals: 100, attendance: 900, assessments: 1_350, trail: 20_000 },
    told: { groups: 1, courses: 1, atHome: 1, people: 4, recent: 0, running: 0, others: 4 },
    present: 1,
    caseload: 1,
    recently: 1,
    staff: { practitioners: 3, managers: 1, facilitators: 5, coLeaders: 3 },
  },
} as const satisfies Record<string, Size>;

export type SizeName = keyof typeof SIZES;

export const isSizeName = (name: string): name is SizeName => Object.hasOwn(SIZES, name);
