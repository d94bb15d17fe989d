import { beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { mayDo, type Permission } from "../../src/domain/permissions.ts";
import { SEEN_IN } from "../../src/features/sharing/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { sqliteHost } from "../support/hosts.ts";
import { type ARun, aRun } from "../support/run-factories.ts";
import type { PersonName } from "../support/world.ts";
import { type Made, type Mark, make, marksOf, SITUATIONS, type Situation } from "./situations.ts";

type Route = { method: string; path: string; permission: Permission };

const routes: Route[] = createApp(sqliteHost().deps!).routes.flatMap(({ method, path, handler }) => {
  const { permission } = handler as unknown as { permission?: Permission | "public" };
  return permission && permission !== "public" && (method === "GET" || method === "POST")
    ? [{ method, path, permission }]
    : [];
});

const partOf = (path: string): string => path.split("/")[1] ?? "";

/** The address of a route on what there is of one situation; null where it is of something else, or there is none. */
function addressOf({ path }: Route, ids: Made["ids"]): string | null {
  const own = ids[partOf(path)];
  if (!own || !path.includes("/:")) return null;
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => own[name] ?? ":");
  return address.includes(":") ? null : address;
}

let t: TestApp;
let run: ARun;
const made = new Map<string, Made>();

beforeAll(async () => {
  t = await testApp({ as: null });
  run = await aRun(t, { startOn: "2026-03-02", places: 16 });
  for (const [at, situation] of SITUATIONS.entries())
    made.set(situation.name, await make(t, situation, String(101 + at), run));
  for (const name of PEOPLE) listed.set(name, await listsOf(name));
}, 60_000);

const PEOPLE = ["bob", "cora", "rory", "charlie", "erin", "ada", "audrey"] as const satisfies PersonName[];

/** Pages that begin with no record of anybody: each is asked for once, and looked through for every situation. */
const listed = new Map<PersonName, string>();

async function listsOf(name: PersonName): Promise<string> {
  const group = { runs: { id: run.runId }, sessions: { id: run.sessions[0]!.id } };
  const paths = routes.flatMap((route) => {
    if (route.method !== "GET" || !mayDo(t.people[name], route.permission)) return [];
    if (!route.path.includes("/:")) return [route.path];
    return addressOf(route, group) ?? [];
  });
  const pages = await Promise.all(paths.map(async (path) => (await t.as(name).get(path)).text()));
  return pages.join("\n");
}

type Seen = { statuses: Record<string, number>; marks: Mark[] };

/** Everything that somebody gets to see of a situation, over every page there is. */
async function seenBy(name: PersonName, { tag, ids }: Made): Promise<Seen> {
  const statuses: Record<string, number> = {};
  let all = listed.get(name) ?? "";
  for (const route of routes.filter(
    ({ method, permission }) => method === "GET" && mayDo(t.people[name], permission),
  )) {
    const address = addressOf(route, ids);
    if (address === null) continue;
    const answer = await t.as(name).get(address);
    statuses[route.path] = answer.status;
    all += await answer.text();
  }
  const marks = marksOf(tag);
  return { statuses, marks: (Object.keys(marks) as Mark[]).filter((mark) => all.includes(marks[mark])) };
}

const OWN_RECORD: readonly Mark[] = ["first", "child", "family", "need"];
const LIVE: readonly Mark[] = ["first", "child", "familyNow", "needNow", "number", "numberNow"];

/** What docs/permissions.md says that a provider sees. */
function expected({ state, wasSent, no }: Situation, { isOnARun }: Made): readonly Mark[] {
  if (!wasSent) return [];
  if (no === "at-work") return isOnARun ? ["first"] : [];
  if (SEEN_IN[state][0] === "as-it-is") return LIVE;
  // The questions that are still open go to the number that was given.
  return isOnARun && no === "never" ? [...OWN_RECORD, "number"] : OWN_RECORD;
}

const isAtWork = ({ state, no }: Situation) => SEEN_IN[state][0] === "as-it-is" && no === "never";

/** Of a family that it is at work for, a provider may read these, and write none but what it asked or heard itself. */
const READS = ["", "/people", "/people/:personId", "/agreements", "/timeline", "/print", "/locking"];
const HEARD = [
  "/people/:personId/agreements/new",
  "/people/:personId/agreements",
  "/people/:personId/holds/new",
  "/people/:personId/learned",
];
const WRITES = [...HEARD, "/locking", "/contacts/:contactId/showing"];
const ofFamily = (path: string): string => path.replace("/families/:familyId", "");

describe.each(SITUATIONS.map((situation) => [situation.name, situation] as const))("%s", (name, situation) => {
  test("the provider sees, over every page, exactly what its sight of it has", async () => {
    const one = made.get(name)!;
    const { statuses, marks } = await seenBy("bob", one);
    expect(marks.toSorted()).toEqual(expected(situation, one).toSorted());
    for (const [path, status] of Object.entries(statuses).filter(([path]) => partOf(path) === "families")) {
      const isOpen = isAtWork(situation) && [...READS, ...HEARD].includes(ofFamily(path));
      expect([path, status]).toEqual([path, isOpen ? 200 : 404]);
    }
    expect(statuses["/referrals/:id"]).toBe(situation.wasSent ? 200 : 404);
    if (one.isOnARun) expect(statuses["/enrolments/:id"]).toBe(200);
  });

  test("the provider changes nothing of the family but what is its own to write while it is at work", async () => {
    const { ids } = made.get(name)!;
    for (const route of routes.filter(({ method, path }) => method === "POST" && partOf(path) === "families")) {
      const address = addressOf(route, ids);
      if (address === null || !mayDo({ role: "facilitator", organisationKind: "provider" }, route.permission)) continue;
      const { status } = await t.as("bob").post(address, { key: t.newId(), reason: "x".repeat(600) });
      const isOpen = isAtWork(situation) && WRITES.includes(ofFamily(route.path));
      expect([route.path, status === 404]).toEqual([route.path, !isOpen]);
    }
  });

  test("a co-leader sees a first name on tonight's register, and no more", async () => {
    const one = made.get(name)!;
    const { marks } = await seenBy("cora", one);
    expect(marks).toEqual(one.isOnARun ? ["first"] : []);
  });

  test("another provider, another team, an evaluator, an administrator and an auditor see nothing of anybody", async () => {
    for (const person of ["rory", "charlie", "erin", "ada", "audrey"] as const) {
      const { statuses, marks } = await seenBy(person, made.get(name)!);
      expect([person, marks]).toEqual([person, []]);
      expect([person, Object.entries(statuses).filter(([, status]) => status !== 404)]).toEqual([person, []]);
    }
  });

  test("the owner sees the file as it is now", async () => {
    const { ids, tag } = made.get(name)!;
    const { familyId, personId } = ids.families!;
    const pages = [
      `/families/${familyId}`,
      `/families/${familyId}/people/${personId}`,
      `/referrals/${ids.referrals!.id}`,
    ];
    const answers = await Promise.all(pages.map((path) => t.as("alice").get(path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const all = (await Promise.all(answers.map((answer) => answer.text()))).join();
    const marks = marksOf(tag);
    expect(LIVE.filter((mark) => !all.includes(marks[mark]))).toEqual([]);
  });
});

test("every state is there, with a yes, a no while the provider was at work, and a no after the end", () => {
  expect(SITUATIONS).toHaveLength(12 + 11 + 5 + 1);
});
