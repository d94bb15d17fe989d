import type { Role } from "../../../src/domain/actor.ts";
import type { Day } from "../../../src/domain/calendar.ts";
import { type Chance, chance } from "../chance.ts";
import type { Cast } from "./copying.ts";
import { isThere, PROVIDERS, TEAM, type Worker } from "./staff.ts";

/** For each provider, what a programme of the demonstration and its versions are there. */
export type Catalogue = ReadonlyMap<string, ReadonlyMap<string, string>>;

type Provider = (typeof PROVIDERS)["cbt"][number];

function pickProvider(from: Chance, providers: readonly Provider[]): Provider {
  let left = from.next();
  for (const provider of providers) {
    left -= provider.share;
    if (left < 0) return provider;
  }
  return providers[0]!;
}

/**
 * Who plays what in copies: one provider of each route, and people who were at work there all the time that the copy takes, or
 * at least when it began.
 */
export function casting(staff: readonly Worker[], catalogue: Catalogue) {
  const byPlace = new Map<string, Worker[]>();
  for (const worker of staff) {
    const key = `${worker.role} ${worker.organisationId}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), worker]);
  }
  const worker = (from: Chance, role: Role, organisationId: string, days: [Day, Day]): string | undefined => {
    const all = byPlace.get(`${role} ${organisationId}`) ?? [];
    const [first] = days;
    const there = [all.filter((one) => isThere(one, ...days)), all.filter((one) => isThere(one, first, first)), all];
    const some = there.find((workers) => workers.length > 0);
    return some && from.pick(some).id;
  };
  return (number: number, days: [Day, Day]): Cast => {
    if (number === 0) return new Map();
    const from = chance(50_000 + number);
    const parenting = pickProvider(from, PROVIDERS.parenting);
    const cbt = pickProvider(from, PROVIDERS.cbt);
    const cast = new Map<string, string>([
      ...catalogue.get(parenting.id)!,
      ...catalogue.get(cbt.id)!,
      ...renamed(PROVIDERS.parenting[0]!, parenting),
      ...renamed(PROVIDERS.cbt[0]!, cbt),
    ]);
    for (const [told, role, organisationId] of [
      ["user-priya", "practitioner", TEAM],
      ["user-marcus", "team-manager", TEAM],
      ["user-dan", "facilitator", parenting.id],
      ["user-jo", "co-leader", parenting.id],
      ["user-ruth", "facilitator", cbt.id],
    ] as const) {
      const id = worker(from, role, organisationId, days);
      if (id !== undefined) cast.set(told, id);
    }
    return cast;
  };
}

/** What is called by one provider's name is called by another's. */
const renamed = (told: Provider, now: Provider): [string, string][] => [
  [told.id, now.id],
  [told.brand, now.brand],
  [told.name, now.name],
  ...(told.id === "org-harbour" && now.id !== told.id ? [["Harbour House", "Lantern House"] as [string, string]] : []),
];

/** All that a cast may say in its own way. */
export const castWords = (catalogue: Catalogue, people: readonly string[]): Set<string> =>
  new Set([
    ...people,
    ...[...catalogue.values()].flatMap((ids) => [...ids.keys()]),
    ...[PROVIDERS.parenting[0]!, PROVIDERS.cbt[0]!].flatMap(({ id, brand, name }) => [id, brand, name]),
    "Harbour House",
  ]);
