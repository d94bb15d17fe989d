import type { Role } from "../../../src/domain/actor.ts";
import { addDays, type Day } from "../../../src/domain/calendar.ts";
import { chance } from "../chance.ts";
import { BACKGROUNDS } from "../names.ts";
import { type DemonstrationPerson, ORGANISATIONS, PEOPLE } from "../people.ts";
import type { Size } from "./size.ts";

/** Somebody at work, from a day to a day; `to` is null where they still are. */
export type Worker = {
  id: string;
  name: string;
  email: string;
  role: Role;
  organisationId: string;
  from: Day;
  to: Day | null;
};

export const TEAM = "org-millbrook";

type Provider = { id: string; name: string; shortName: string; telephone: string; brand: string; share: number };

/** Who delivers: the demonstration's providers, which do most, and others beside them. */
export const PROVIDERS: Readonly<Record<"parenting" | "cbt", readonly Provider[]>> = {
  parenting: [
    { ...known("org-willow"), brand: "Larkfield", share: 0.5 },
    {
      id: "org-hazel",
      name: "Hazel Bank Family Centre",
      shortName: "Hazel Bank",
      telephone: "01632 960203",
      brand: "Stepping Stones",
      share: 0.3,
    },
    {
      id: "org-riverside",
      name: "Riverside Children’s Services",
      shortName: "Riverside",
      telephone: "01632 960204",
      brand: "Open Door",
      share: 0.2,
    },
  ],
  cbt: [
    { ...known("org-harbour"), brand: "Steady Ground", share: 0.65 },
    {
      id: "org-lantern",
      name: "Lantern Counselling",
      shortName: "Lantern",
      telephone: "01632 960205",
      brand: "Clear Water",
      share: 0.35,
    },
  ],
};

function known(id: string): Omit<Provider, "brand" | "share"> {
  const { name, shortName, telephone } = ORGANISATIONS.find((one) => one.id === id)!;
  return { id, name, shortName, telephone };
}

const shortest = 500;
const longest = 2200;

/** One place of work through the years: one person after another, with no day between. */
function place(number: number, role: Role, organisationId: string, days: { from: Day; today: Day }): Worker[] {
  const chances = chance(9000 + number);
  const held: Worker[] = [];
  for (let from = days.from; from < days.today; ) {
    const to = addDays(from, chances.whole(shortest, longest));
    const background = chances.pick(BACKGROUNDS);
    const [given, family] = [chances.pick(background.women), chances.pick(background.families)];
    const id = `user-${number}-${held.length}`;
    const isThere = to >= days.today;
    const email = `staff-${number}-${held.length}@kinstep.example`;
    held.push({ id, name: `${given} ${family}`, email, role, organisationId, from, to: isThere ? null : to });
    from = addDays(to, 1);
  }
  return held;
}

const fromPerson = ({ id, name, email, roles }: DemonstrationPerson, from: Day): Worker => ({
  id,
  name,
  email,
  ...roles[0]!,
  from,
  to: null,
});

/** Everybody who ever worked with this: the people of the demonstration through all of it, and who came and went beside them. */
export function staffOf({ staff }: Size, days: { from: Day; today: Day }): { told: Worker[]; others: Worker[] } {
  let number = 0;
  const places = (count: number, role: Role, organisations: readonly string[]) =>
    Array.from({ length: count }, (_, at) => {
      number += 1;
      return place(number, role, organisations[at % organisations.length]!, days);
    }).flat();
  const ids = (providers: readonly Provider[]) => providers.map(({ id }) => id).toReversed();
  return {
    told: PEOPLE.map((person) => fromPerson(person, days.from)),
    others: [
      ...places(staff.practitioners, "practitioner", [TEAM]),
      ...places(staff.managers, "team-manager", [TEAM]),
      ...places(staff.facilitators, "facilitator", ids([...PROVIDERS.parenting, ...PROVIDERS.cbt])),
      ...places(staff.coLeaders, "co-leader", ids(PROVIDERS.parenting)),
      ...places(1, "evaluator", [TEAM]),
      ...places(1, "auditor", [TEAM]),
    ],
  };
}

/** Was this person at work on all days from one to another? */
export const isThere = ({ from, to }: Worker, first: Day, last: Day): boolean =>
  from <= first && (to === null || to >= last);
