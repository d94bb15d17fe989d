import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { HASH, permissionForm, withFile } from "./forms.ts";

/** One measure a test: on the Worker the tests share a database, and licences belong to no organisation. */
const urlOf = (measureId: string) => `/measures/${measureId}/permissions/new`;
const rowsOf = (t: TestApp, measureId: string) =>
  t.db
    .selectFrom("licence")
    .where("by", "=", t.people.ada.userId)
    .where("measure_id", "=", measureId)
    .selectAll()
    .orderBy("act")
    .orderBy("channel")
    .execute();

test("a permission is recorded for each channel, with its reference, dates and evidence, and the trail keeps it", async () => {
  const t = await testApp({ as: "ada" });
  expect((await t.get(urlOf("swemwbs"))).status).toBe(200);
  const res = await t.post(urlOf("swemwbs"), {
    ...permissionForm(t),
    "expiresOn-day": "28",
    "expiresOn-month": "3",
    "expiresOn-year": "2026",
  });
  expect([res.status, res.headers.get("location")]).toEqual([303, "/measures/swemwbs?did=permitted"]);
  const [first, second] = await rowsOf(t, "swemwbs");
  expect([first!.channel, second!.channel]).toEqual(["read-aloud", "screen-staff"]);
  expect(first).toMatchObject({ status: "permitted", reference: "YM-2026-17", granted_on: "2026-03-01", act: 1 });
  expect(first).toMatchObject({ expires_on: "2026-03-28", evidence_hash: HASH, by: t.people.ada.userId });
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_kind: "licence", subject_id: "swemwbs" }),
  );
  const page = await (await t.get("/measures/swemwbs?did=permitted")).text();
  for (const words of [
    "Permission recorded",
    "Permitted until 28 March 2026, by permission YM-2026-17",
    "ends in 26 days, on 28 March 2026",
    HASH,
  ])
    expect(page).toContain(words);
  expect(await (await t.get("/measures")).text()).toContain("ends in 26 days, on 28 March 2026");
});

test("the evidence file is hashed and not kept, and must be the one whose hash was typed", async () => {
  const t = await testApp({ as: "ada" });
  const fields = permissionForm(t, { evidenceHash: "" });
  const res = await t.post(urlOf("gbo"), withFile(fields, "evidence", "the letter"));
  expect(res.status).toBe(303);
  const [row] = await rowsOf(t, "gbo");
  expect(row!.evidence_hash).toBe(createHash("sha256").update("the letter").digest("hex"));
  const wrong = await t.post(urlOf("gbo"), withFile(permissionForm(t, { version: 1 }), "evidence", "the letter"));
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("not the SHA-256 of the file")]);
});

test("what is wrong is told all at once, and what was typed is kept", async () => {
  const t = await testApp({ as: "ada" });
  const form = {
    ...permissionForm(t, { reference: "<b>YM & 1</b>", channels: [], evidenceHash: "xyz" }),
    "grantedOn-day": "31",
    "grantedOn-month": "2",
    "expiresOn-day": "1",
    "expiresOn-month": "1",
    "expiresOn-year": "2026",
  };
  const res = await t.post(urlOf("bpses"), form);
  const html = await res.text();
  expect(res.status).toBe(422);
  for (const words of [
    "Date of the permission must be a real date",
    "Select what the permission covers",
    "Last day of the permission must be today or later",
    "The SHA-256 must be 64 characters",
    "&lt;b&gt;YM &amp; 1&lt;/b&gt;",
    'value="31"',
  ])
    expect(html).toContain(words);
  const none = await t.post(urlOf("bpses"), permissionForm(t, { evidenceHash: "", reference: "a\u0000b" }));
  expect(none.status).toBe(422);
  const long = await t.post(urlOf("bpses"), permissionForm(t, { reference: "🙂".repeat(5000), version: "1e99" }));
  expect(long.status).toBe(422);
  const unknown = await t.post(urlOf("bpses"), permissionForm(t, { channels: ["__proto__"] }));
  expect(unknown.status).toBe(422);
  expect(await rowsOf(t, "bpses")).toEqual([]);
});

test("a permission that nothing shows is asked for, and a future date is not one", async () => {
  const t = await testApp({ as: "ada" });
  const bare = await t.post(urlOf("bpses"), permissionForm(t, { evidenceHash: "" }));
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining("Choose the evidence file")]);
  const future = await t.post(urlOf("bpses"), permissionForm(t, { "grantedOn-day": "3" }));
  expect([future.status, await future.text()]).toEqual([422, expect.stringContaining("must be today or before")]);
});

test("the same form sent twice records once; one made before another’s act is noticed and keeps what was typed", async () => {
  const t = await testApp({ as: "ada" });
  const form = permissionForm(t);
  const [first, again] = [await t.post(urlOf("gad-7"), form), await t.post(urlOf("gad-7"), form)];
  expect([first.status, again.status]).toEqual([303, 303]);
  expect(await rowsOf(t, "gad-7")).toHaveLength(2);
  const stale = await t.post(urlOf("gad-7"), permissionForm(t, { reference: "Mine" }));
  const html = await stale.text();
  expect(stale.status).toBe(409);
  for (const words of ["Something was recorded", 'value="Mine"', "by permission YM-2026-17"])
    expect(html).toContain(words);
  expect(await rowsOf(t, "gad-7")).toHaveLength(2);
});

test("two administrators at once: one act is recorded", async () => {
  const t = await testApp({ as: "ada" });
  const all = await Promise.all(
    ["A", "B"].map((reference) => t.post(urlOf("phq-9"), permissionForm(t, { reference }))),
  );
  expect(all.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await rowsOf(t, "phq-9")).toHaveLength(2);
});

test("a permission is withdrawn at once and stays in the history; only what is permitted can be", async () => {
  const t = await testApp({ as: "ada" });
  const id = "behaviour-recount";
  const url = `/measures/${id}/permissions/withdrawal`;
  expect((await t.get(url)).status).toBe(200);
  await t.post(urlOf(id), permissionForm(t, { channels: ["screen-carer"] }));
  const form = { version: 1, key: t.newId(), channels: ["screen-carer"], reference: "Contract ended" };
  expect((await t.post(url, { ...form, version: 0, key: t.newId() })).status).toBe(409);
  expect((await t.post(url, { ...form, reference: "" })).status).toBe(422);
  const res = await t.post(url, form);
  expect(res.headers.get("location")).toBe(`/measures/${id}?did=withdrawn`);
  const page = await (await t.get(`/measures/${id}`)).text();
  for (const words of ["Not permitted: withdrawn (Contract ended)", "Permission recorded", "Withdrawn"])
    expect(page).toContain(words);
  const twice = await t.post(url, { ...form, version: 2, key: t.newId() });
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining("only what is permitted today")]);
});

test("only administrators record permissions, and only of a measure that is there", async () => {
  const t = await testApp({ as: "ada" });
  for (const name of ["alice", "nadia", "bob", "cora", "erin", "audrey", "charlie"] as const) {
    for (const path of ["/measures", "/measures/gbo", urlOf("gbo")])
      expect((await t.as(name).get(path)).status).toBe(403);
    expect((await t.as(name).post(urlOf("gbo"), permissionForm(t))).status).toBe(403);
  }
  for (const path of [urlOf("no-such"), "/measures/no-such/permissions/withdrawal"]) {
    expect((await t.get(path)).status).toBe(404);
    expect((await t.post(path, permissionForm(t))).status).toBe(404);
  }
});
