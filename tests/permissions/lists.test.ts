import { beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { ROLES, type Role } from "../../src/domain/actor.ts";
import { mayDo, type Permission } from "../../src/domain/permissions.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { aCheck, aDecision, anOffer } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { sqliteHost } from "../support/hosts.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import type { PersonName } from "../support/world.ts";
import { addressOf } from "./records.ts";

type Route = { path: string; permission: Permission };

const routes: Route[] = createApp(sqliteHost().deps!).routes.flatMap(({ method, path, handler }) => {
  const { permission } = handler as unknown as { permission?: Permission | "public" };
  return method === "GET" && permission && permission !== "public" ? [{ path, permission }] : [];
});

/** What every organisation of the partnership sees alike (outcomes under pseudonyms, the catalogue, measures), and a user's own account. */
const COMMON = new Set<string>([
  "account:own",
  "cohort:read",
  "extract:download",
  "programme:read",
  "programme:write",
  "settings:read",
  "settings:write",
  "measure:license",
]);
const lists = routes.filter(({ path, permission }) => !path.includes("/:") && !COMMON.has(permission));

/** Forms that begin with nothing: no record stands on them for anybody. */
const EMPTY_FORMS = [
  "/users/invitations/new",
  "/audit/families",
  "/families/search",
  "/families/new",
  "/duty/hours",
  "/referrals/new",
  "/follow-up/paper-id",
];

/** Both questionnaires of somebody of Willow, done in windows that have closed, and one that nobody answered. */
async function aFinishedCourse(t: TestApp) {
  const who = await anEnrolment(t, { run: await aRun(t, { startOn: "2026-01-06" }) });
  for (const timepoint of ["T1", "T2"]) {
    const asked = await anAssessment(t, who, { measureId: "gad-7", timepoint, closesOn: "2026-02-25" });
    await aResponse(t, asked, [1, 1, 1, 1, 1, 1, 1]);
  }
  await anAssessment(t, who, { measureId: "bpses", timepoint: "T2", closesOn: "2026-02-25" });
}

/** Something of North and Willow behind every address there is. */
async function fill(t: TestApp) {
  await aFinishedCourse(t);
  await anOffer(t, await aHousehold(t), { state: "offered", on: "2026-01-10" });
  const home = await aHousehold(t);
  const against = { differs_from_rule: "yes", decided: "not-now", why_otherwise: "crisis-first" } as const;
  await aDecision(t, home, (await aCheck(t, home)).id, against);
  for (const { path } of routes) await addressOf(t, path);
}

/** Ids of forms and of people's own accounts differ from world to world; nothing else may. */
const told = (html: string) => html.replaceAll(/value="[^"]{20,}"/g, "");

async function listOf(t: TestApp, name: PersonName, path: string): Promise<string> {
  const answer = await t.as(name).get(path);
  return `${answer.status} ${told(await answer.text())}`;
}

/** Makes one of the outsiders act in another role of their own organisation. */
const actsAs = (t: TestApp, name: PersonName, role: Role) =>
  t.db.updateTable("membership").set({ role }).where("id", "=", t.people[name].membershipId).execute();

describe("a list shows an organisation its own records, and nothing of another's, not even in a count", () => {
  let empty: TestApp;
  let full: TestApp;
  beforeAll(async () => {
    [empty, full] = [await testApp({ as: null }), await testApp({ as: null })];
    await fill(full);
  });

  test.each(lists.map((route) => [route.path, route.permission] as const))("%s", async (path, permission) => {
    for (const name of ["charlie", "rory"] as const) {
      const { organisationKind } = empty.people[name];
      const roles = (Object.keys(ROLES) as Role[]).filter((role) => mayDo({ role, organisationKind }, permission));
      for (const role of roles) {
        for (const t of [empty, full]) await actsAs(t, name, role);
        expect([name, role, await listOf(full, name, path)]).toEqual([name, role, await listOf(empty, name, path)]);
      }
    }
  });

  test("the same addresses do show records to those whose they are", async () => {
    const insiders: PersonName[] = ["alice", "nadia", "bob", "cora", "ada", "audrey"];
    const filled: string[] = [];
    for (const { path } of lists) {
      const pairs = await Promise.all(
        insiders.map(async (name) => [await listOf(empty, name, path), await listOf(full, name, path)]),
      );
      if (pairs.some(([before, after]) => before !== after)) filled.push(path);
    }
    expect(lists.map(({ path }) => path).filter((path) => !filled.includes(path))).toEqual(EMPTY_FORMS);
  });
});
