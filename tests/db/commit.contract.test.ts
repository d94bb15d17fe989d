import { expect, test } from "vitest";
import { Conflict } from "../../src/db/conflict.ts";
import { looked, wrote } from "../../src/domain/audit-entry.ts";
import { testCommit } from "../support/commit.ts";

const by = { userId: "u1", role: "practitioner", organisationId: "o1" };

test("a commit writes its audit entry with it", async () => {
  const { db, commit, organisation } = await testCommit();
  await commit(wrote(by, "organisation", "o-1", { name: "Elm" }), [
    db.insertInto("organisation").values(organisation("o-1", "Elm")),
  ]);
  const audit = await db.selectFrom("audit").selectAll().where("subject_id", "=", "o-1").executeTakeFirstOrThrow();
  expect(audit).toMatchObject({ verb: "write", actor_id: "u1", role: "practitioner" });
});

test("the trail holds the names of changed fields and a keyed hash, never a value", async () => {
  const { db, commit } = await testCommit();
  await commit(wrote(by, "person", "p-77", { given_name: "Persephone" }), []);
  const { fields } = await db
    .selectFrom("audit")
    .select("fields")
    .where("subject_id", "=", "p-77")
    .executeTakeFirstOrThrow();
  expect(Object.keys(JSON.parse(fields))).toEqual(["given_name"]);
  expect(fields).not.toContain("Persephone");
  expect(JSON.parse(fields).given_name).toMatch(/^[0-9a-f]{32}$/);
});

test("when one write is refused nothing is kept, the audit entry included", async () => {
  const { db, commit, organisation } = await testCommit();
  const twice = [
    db.insertInto("organisation").values(organisation("o-2", "Ash")),
    db.insertInto("organisation").values(organisation("o-2", "Ash again")),
  ];
  await expect(commit(wrote(by, "organisation", "o-2"), twice)).rejects.toMatchObject({
    name: "Conflict",
    kind: "duplicate",
  });
  expect(await db.selectFrom("organisation").select("id").where("id", "=", "o-2").execute()).toEqual([]);
  expect(await db.selectFrom("audit").select("id").where("subject_id", "=", "o-2").execute()).toEqual([]);
});

test("of commits asked for together, a refused one takes no other down", async () => {
  const { db, commit, organisation } = await testCommit();
  const write = (id: string, name: string) =>
    commit(wrote(by, "organisation", id), [db.insertInto("organisation").values(organisation(id, name))]);
  const results = await Promise.allSettled([write("o-3", "Oak"), write("o-4", "Oak"), write("o-5", "Beech")]);
  // Which of the two Oaks comes first is the database's to say; Beech is in either way.
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused.map(({ reason }) => reason instanceof Conflict)).toEqual([true]);
  expect(results[2]!.status).toBe("fulfilled");
  const kept = await db
    .selectFrom("organisation")
    .select("name")
    .where("id", "in", ["o-3", "o-4", "o-5"])
    .orderBy("name")
    .execute();
  expect(kept.map(({ name }) => name)).toEqual(["Beech", "Oak"]);
});

test("the trail can't be changed or shortened", async () => {
  const { db, commit } = await testCommit();
  await commit(looked(by, "family", "f-9"), []);
  const change = db.updateTable("audit").set({ actor_id: "somebody else" }).where("subject_id", "=", "f-9");
  const remove = db.deleteFrom("audit").where("subject_id", "=", "f-9");
  for (const write of [change, remove])
    await expect(commit(looked(by, "family", "f-10"), [write])).rejects.toMatchObject({ kind: "append-only" });
  expect(await db.selectFrom("audit").select("actor_id").where("subject_id", "=", "f-9").execute()).toEqual([
    { actor_id: "u1" },
  ]);
});
