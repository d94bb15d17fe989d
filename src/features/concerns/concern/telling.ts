/** Somebody who can be told. */
export type Person = { userId: string; name: string };

/** Who of an organisation is there on a day, as its rota and leave say (docs/rules/duty.md). */
export type There = {
  duty: Person | null;
  deputy: Person | null;
  managers: Person[];
  administrators: Person[];
  members: string[];
};

/** As whom somebody is told of a concern. An administrator is told that one waits, and nothing of what it says. */
export const STEPS = {
  named: "To look at it",
  deputy: "As the deputy",
  manager: "As the team manager",
  administrator: "As an administrator, without its content",
} as const;
export type Step = keyof typeof STEPS;

export const WHYS = {
  recorded: "They recorded it",
  duty: "They are on duty",
  "nobody-on-duty": "Nobody was on duty",
  "half-time": "Half the time was over and nobody had said that they look at it",
  due: "The time was over and nobody had said that they look at it",
  "opened-again": "They opened it again",
} as const;
export type Why = keyof typeof WHYS;

export type Told = { userId: string; step: Step; why: Why };

const as = (people: readonly Person[], step: Step, why: Why): Told[] =>
  people.map(({ userId }) => ({ userId, step, why }));

/** Those who may look at the concern: nobody who has locked its family for themselves ("I know this family"). */
export function withoutLocked(there: There, locked: readonly string[]): There {
  const isOpen = (one: Person | null): one is Person => one !== null && !locked.includes(one.userId);
  const [duty, deputy] = [there.duty, there.deputy].filter(isOpen);
  return { ...there, duty: duty ?? null, deputy: deputy ?? null, managers: there.managers.filter(isOpen) };
}

/**
 * Who is told of what a carer answered, or a co-leader raised, at once: the duty person; with nobody on duty every team manager; without
 * a manager every administrator, without its content; and with none of them whoever recorded it, if they may look at concerns
 * (docs/rules/concerns.md).
 */
export function toldAtOnce({ duty, managers, administrators, members }: There, recordedBy = ""): Told[] {
  if (duty) return as([duty], "named", "duty");
  if (managers.length > 0) return as(managers, "manager", "nobody-on-duty");
  if (administrators.length > 0) return as(administrators, "administrator", "nobody-on-duty");
  return members.includes(recordedBy) ? [{ userId: recordedBy, step: "named", why: "recorded" }] : [];
}

/** Which step a concern that nobody looks at has come to. */
export type Moment = "half-time" | "due";

/**
 * Who is told as well: at half the time the deputy (or the duty person, where the deputy knows already), else the managers; when the time is
 * over the managers, and the administrators where no further manager can be told. Whoever was told stays told. The administrators also
 * where nobody who was told works there any more.
 */
export function toldNext(moment: Moment, there: There, known: ReadonlySet<string>): Told[] {
  const fresh = (people: readonly (Person | null)[]) =>
    people.filter((one) => one !== null).filter(({ userId }) => !known.has(userId));
  const [next] = moment === "half-time" ? fresh([there.deputy, there.duty]) : [];
  if (next) return as([next], "deputy", moment);
  const managers = fresh(there.managers);
  if (managers.length > 0) return as(managers, "manager", moment);
  const isWaitedFor = moment === "half-time" && isHeard(there, known);
  return isWaitedFor ? [] : as(fresh(there.administrators), "administrator", moment);
}

/** Does anybody who was told still work there? Else nobody hears of it, and the health of the installation says so. */
export const isHeard = ({ members }: There, known: ReadonlySet<string>): boolean =>
  members.some((userId) => known.has(userId));
