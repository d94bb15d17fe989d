import { sql } from "kysely";
import { expect, test } from "vitest";
import { awayAmong, coverFor, isAway } from "../../src/features/duty/index.ts";
import { standsFor } from "../../src/tells/news-queries.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { validateHtml } from "../support/html.ts";

const dates = (first: string, last: string) => {
  const boxes = (name: string, day: string) => {
    const [year, month, date] = day.split("-");
    return { [`${name}-day`]: date!, [`${name}-month`]: month!, [`${name}-year`]: year! };
  };
  return { ...boxes("firstDay", first), ...boxes("lastDay", last) };
};

async function start() {
  const t = await testApp({ as: "alice" });
  const form = (more: Record<string, string> = {}, first = "2026-03-05", last = "2026-03-06") => ({
    key: t.newId(),
    ...dates(first, last),
    cover: t.people.nadia.userId,
    note: "",
    ...more,
  });
  return { t, form };
}

const leaveOf = (t: TestApp, name: "alice" | "nadia" = "alice") =>
  t.db.selectFrom("absence").where("user_id", "=", t.people[name].userId).selectAll().orderBy("first_day").execute();

test("leave is kept with who covers, and read day by day", async () => {
  const { t, form } = await start();
  const res = await t.post("/leave/new", form());
  expect([res.status, res.headers.get("location")]).toEqual([303, "/leave?did=kept"]);
  const { alice, nadia, bob } = t.people;
  const away = (day: string) => isAway(t.db, alice.userId, day);
  expect([
    await away("2026-03-04"),
    await away("2026-03-05"),
    await away("2026-03-06"),
    await away("2026-03-07"),
  ]).toEqual([false, true, true, false]);
  expect(await coverFor(t.db, alice.userId, "2026-03-05")).toEqual({ userId: nadia.userId, name: "Nadia Manager" });
  expect(await coverFor(t.db, alice.userId, "2026-03-09")).toBeUndefined();
  const standsIn = await sql<Record<string, string>>`select * from ${standsFor(nadia.userId, "2026-03-05")}`.execute(
    t.db,
  );
  expect(standsIn.rows.flatMap(Object.values)).toEqual([nadia.userId, alice.userId]);
  expect(await awayAmong(t.db, [alice.userId, bob.userId], "2026-03-06")).toEqual(
    new Map([[alice.userId, nadia.userId]]),
  );
  const html = await (await t.get("/leave?did=kept")).text();
  for (const words of ["Thursday 5 March 2026 to Friday 6 March 2026", "Nadia Manager", "To come", "Leave saved"])
    expect(html).toContain(words);
  expect(validateHtml(html)).toEqual([]);
});

test("nobody covers where who was named is away as well, or can't sign in", async () => {
  const { t, form } = await start();
  await t.post("/leave/new", form());
  await t.as("nadia").post("/leave/new", form({ cover: "" }));
  expect(await coverFor(t.db, t.people.alice.userId, "2026-03-05")).toBeNull();
  expect(await coverFor(t.db, t.people.nadia.userId, "2026-03-05")).toBeNull();
});

test("it says what is wrong and keeps what was typed", async () => {
  const { t, form } = await start();
  const wrongs = [
    [form({}, "2026-03-06", "2026-03-05"), "The last day away must be the first day or later"],
    [form({ cover: t.people.alice.userId }), "Select somebody else to cover"],
    [form({ cover: t.people.charlie.userId }), "Select who covers from the list"],
    [form({}, "2025-03-05", "2025-03-06"), "within the last month or the next two years"],
    [form({ note: "x".repeat(201) }), "200 characters or fewer"],
  ] as const;
  for (const [fields, words] of wrongs) {
    const res = await t.post("/leave/new", fields);
    expect([res.status, (await res.text()).includes(words)]).toEqual([422, true]);
  }
  expect(await leaveOf(t)).toEqual([]);
});

test("two leaves on one day: the second is told so, also in the same moment", async () => {
  const { t, form } = await start();
  const all = await Promise.all([
    t.post("/leave/new", form()),
    t.post("/leave/new", form({}, "2026-03-06", "2026-03-10")),
  ]);
  expect(all.map(({ status }) => status).sort()).toEqual([303, 409]);
  const late = all.find(({ status }) => status === 409)!;
  expect(await late.text()).toContain("There is leave on one of these days already");
  expect(await leaveOf(t)).toHaveLength(1);
});

test("the same key twice is one leave; the trail keeps it", async () => {
  const { t, form } = await start();
  const fields = form();
  expect([(await t.post("/leave/new", fields)).status, (await t.post("/leave/new", fields)).status]).toEqual([
    303, 303,
  ]);
  const [only, ...more] = await leaveOf(t);
  expect(more).toEqual([]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_kind: "absence", subject_id: only!.id }),
  );
});

test("leave is ended once: taken back before it begins, or over early", async () => {
  const { t, form } = await start();
  await t.post("/leave/new", form({}, "2026-03-02", "2026-03-06"));
  const [{ id }] = (await leaveOf(t)) as unknown as [{ id: string }];
  expect(await (await t.get(`/leave/${id}/ending`)).text()).toContain("End this leave today");
  const url = `/leave/${id}/ending`;
  const both = await Promise.all([t.post(url, { key: t.newId() }), t.post(url, { key: t.newId() })]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await isAway(t.db, t.people.alice.userId, "2026-03-02")).toBe(false);
  expect((await t.post(url, { key: t.newId() })).status).toBe(409);
  expect((await t.post("/leave/new", form({}, "2026-03-02", "2026-03-03"))).status).toBe(303);
});

test("somebody else's leave is not found; a manager records and ends it for the team, and nobody of another", async () => {
  const { t, form } = await start();
  const ill = form({ who: t.people.alice.userId }, "2026-03-02", "2026-03-04");
  expect((await t.post("/duty/leave/new", ill)).status).toBe(403);
  const nadia = t.as("nadia");
  expect((await nadia.post("/duty/leave/new", form({ who: t.people.charlie.userId }))).status).toBe(422);
  expect((await nadia.post("/duty/leave/new", { ...ill, key: t.newId(), cover: "" })).status).toBe(303);
  const [{ id }] = (await leaveOf(t)) as unknown as [{ id: string }];
  expect((await t.as("bob").get(`/leave/${id}/ending`)).status).toBe(404);
  expect((await t.as("wendy").post(`/duty/leave/${id}/ending`, { key: t.newId() })).status).toBe(404);
  expect((await nadia.post(`/duty/leave/${id}/ending`, { key: t.newId() })).status).toBe(303);
});

test("no leave yet says so, and how to begin", async () => {
  const { t } = await start();
  expect(await (await t.get("/leave")).text()).toContain("No leave yet");
});
