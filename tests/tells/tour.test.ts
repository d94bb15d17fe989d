import { expect, test } from "vitest";
import { TELLS, type TellVerb, tellingOf, wordsOf } from "../../src/tells/telling.ts";
import type { TestApp } from "../support/app.ts";
import { readHtml, textOf } from "../support/html.ts";
import { type Route, signedInRoutes, stopAt, validPost } from "../support/route-tour.ts";
import type { PersonName } from "../support/world.ts";
import { ACTS, type Act, type Expected } from "./acts.ts";

/** Where each begins their day; an administrator reads of duty and leave on the rota. */
const FIRST_PAGES: Partial<Record<PersonName, string>> = { cora: "/sessions", ada: "/duty" };

/** Every family of North is worked with by Nadia, whoever opened it. */
async function giveToNadia(t: TestApp) {
  const ofNorth = t.db.selectFrom("family").where("organisation_id", "=", t.organisations.north);
  const by = t.people.nadia.userId;
  for (const { id } of await ofNorth.select("id").execute())
    await t.db
      .insertInto("family_worker")
      .values({ family_id: id, turn: 99, user_id: by, at: "2026-01-05T09:00:00.000Z", by })
      .execute();
}

async function toldIn(t: TestApp): Promise<Expected> {
  const names = new Map(Object.entries(t.people).map(([name, { userId }]) => [userId, name as PersonName]));
  const rows = await t.db.selectFrom("news").select(["verb", "user_id"]).execute();
  const byVerb = Map.groupBy(rows, ({ verb }) => verb);
  return Object.fromEntries(
    [...byVerb].map(([verb, of]) => [verb, [...new Set(of.map(({ user_id }) => names.get(user_id)!))].sort()]),
  );
}

const firstPage = async (t: TestApp, name: PersonName) =>
  textOf(readHtml(await (await t.as(name).get(FIRST_PAGES[name] ?? "/")).text()));

async function done(route: Route, act: Act) {
  const stop = await stopAt(route);
  const name = act.as ?? stop.owner;
  const t = stop.t.as(name);
  await giveToNadia(t);
  await act.before?.(t, stop.address);
  await t.db.deleteFrom("news").execute();
  const form = await validPost({ ...stop, t }, route.path);
  const res = await t.post(stop.address, (await act.with?.(t, form, stop.address)) ?? form);
  return { t, name, status: res.status };
}

const routes = signedInRoutes("POST").filter(({ path }) => !path.startsWith("/account"));
const each = routes.flatMap((route) =>
  (ACTS[route.path] ?? []).map((act, at) => [route.path, at, route, act] as const),
);

test.each(each)(
  "%s (%i): exactly who must know has the line, and reads it on their first page",
  async (_, __, route, act) => {
    const { t, name, status } = await done(route, act);
    const told = await toldIn(t);
    expect([status, told]).toEqual([303, act.tells]);
    for (const [verb, people] of Object.entries(told))
      for (const one of people) {
        // Who keyed a form is a co-leader in this world alone: nobody who keys has a page of sessions and no other.
        if (one === "cora" && verb.startsWith("answer.")) continue;
        expect([verb, one, await firstPage(t, one)]).toEqual([
          verb,
          one,
          expect.stringContaining(`${t.people[name].name} ${wordsOf(verb)}`),
        ]);
      }
  },
);

/** Who asked stands in a test of its own: here it is nobody of this world. */
const quiet = routes.filter(({ path }) => !(path in ACTS));

test("whatever else is sent tells nobody", async () => {
  const told: Record<string, Expected> = {};
  for (const route of quiet) {
    const { t } = await done(route, { tells: {} });
    const news = await toldIn(t);
    if (Object.keys(news).length > 0) told[route.path] = news;
  }
  expect(told).toEqual({});
});

/** Told by acts that the tour has no world for: each with the test that has. */
const ELSEWHERE: Partial<Record<TellVerb, string>> = {
  "referral.not-start": "tests/tells/course.test.ts",
  "referral.close": "tests/tells/course.test.ts",
  "enrolment.moved": "tests/tells/course.test.ts",
  "attendance.missed": "tests/tells/course.test.ts",
  "answer.clarified": "tests/tells/course.test.ts",
  "leave.over": "tests/tells/course.test.ts",
};

test("each verb that tells somebody is reached by a post of the app", () => {
  const reached = new Set(each.flatMap(([, , , { tells }]) => Object.keys(tells)));
  const telling = (Object.keys(TELLS) as TellVerb[]).filter((verb) => (tellingOf(verb)?.news.length ?? 0) > 0);
  expect(telling.filter((verb) => !reached.has(verb) && !(verb in ELSEWHERE))).toEqual([]);
});
