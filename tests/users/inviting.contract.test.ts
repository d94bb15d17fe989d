import { expect, test } from "vitest";
import { cookiesOf, PASSWORD, withSecondFactor } from "../support/account-factories.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { fieldsOf } from "../support/html.ts";

const linkIn = (html: string): string => /\/invitations\/[A-Za-z0-9_-]{43}/.exec(html)?.[0] ?? "";

const newEmail = (t: TestApp, name = "grace") => `${name}-${t.people.ada.userId}@example.org`;

const invite = async (t: TestApp, fields = {}) =>
  t.post("/users/invitations/new", { name: "Grace Green", email: newEmail(t), role: "practitioner", ...fields });

test("an invited person joins by a one-time link, and sets up a second factor at the first sign-in", async () => {
  const t = await testApp({ as: "ada" });
  const made = await invite(t);
  const link = linkIn(await made.text());
  expect([made.status, link]).toEqual([200, expect.stringMatching(/^\/invitations\//)]);
  const kept = await t.db
    .selectFrom("invitation")
    .where("email", "=", newEmail(t))
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(kept)).not.toContain(link.split("/")[2]);
  expect(await (await t.get("/users/invitations")).text()).toContain("Grace Green");

  const guest = t.as(null);
  const html = await (await guest.get(link)).text();
  expect(html).toContain("practitioner at North kinship team");
  const weak = await guest.post(link, { name: "Grace O’Green", new_password: "grace grace grace" });
  expect(weak.status).toBe(422);
  expect(fieldsOf(await weak.text()).name).toEqual(["Grace O’Green"]);
  const joined = await guest.post(link, { name: "Grace O’Green", new_password: PASSWORD });
  expect([joined.status, joined.headers.get("location")]).toEqual([303, "/sign-in?did=joined"]);
  expect((await guest.get(link)).status).toBe(404);
  expect((await guest.post(link, { name: "Mallory", new_password: PASSWORD })).status).toBe(404);

  const signedIn = await guest.post("/sign-in", { email: newEmail(t), password: PASSWORD });
  expect(signedIn.headers.get("location")).toBe("/account/second-factor");
  expect(await (await t.get("/users")).text()).toContain("Grace O’Green");
});

test("two who use one link at the same moment make one account", async () => {
  const t = await testApp({ as: "ada" });
  const link = linkIn(await (await invite(t, { email: newEmail(t, "twice") })).text());
  const guest = t.as(null);
  const answers = await Promise.all(
    [1, 2, 3].map((n) => guest.post(link, { name: `Guest ${n}`, new_password: PASSWORD })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
  const people = await t.db.selectFrom("user").where("email", "=", newEmail(t, "twice")).select("id").execute();
  expect(people).toHaveLength(1);
});

test("what is missing or wrong is named, and what was typed stays", async () => {
  const t = await testApp({ as: "ada" });
  const empty = await (await t.post("/users/invitations/new", {})).text();
  for (const sentence of ["Enter name", "Enter an email address", "Select a role"]) expect(empty).toContain(sentence);
  const res = await invite(t, { email: "not an address", role: "superuser" });
  const html = await res.text();
  expect(res.status).toBe(422);
  expect(html).toContain("Email address must be like name@example.org");
  expect(fieldsOf(html).email).toEqual(["not an address"]);
});

test("a link that is revoked, replaced, expired or invented can't be used", async () => {
  const t = await testApp({ as: "ada" });
  const guest = t.as(null);
  const first = linkIn(await (await invite(t)).text());
  const second = linkIn(await (await invite(t)).text());
  expect((await guest.get(first)).status).toBe(404);
  expect((await guest.get(second)).status).toBe(200);
  const { id } = await t.db
    .selectFrom("invitation")
    .where("email", "=", newEmail(t))
    .where("revoked_at", "is", null)
    .select("id")
    .executeTakeFirstOrThrow();
  const revoked = await t.post(`/users/invitations/${id}/revoking`, { key: `revoke-${id}` });
  expect([revoked.status, revoked.headers.get("location")]).toEqual([303, "/users/invitations?did=revoked"]);
  expect((await guest.get(second)).status).toBe(404);
  for (const token of ["x", "a".repeat(43), "..%2f..", "__proto__"])
    expect((await guest.get(`/invitations/${token}`)).status).toBe(404);
  const third = linkIn(await (await invite(t)).text());
  await t.db
    .updateTable("invitation")
    .set({ expires_at: "2026-03-02T08:59:59.000Z" })
    .where("email", "=", newEmail(t))
    .where("revoked_at", "is", null)
    .execute();
  expect((await guest.get(third)).status).toBe(404);
});

test("somebody who has an account takes a new role only while signed in to it", async () => {
  const t = await testApp({ as: "ada" });
  const { cookies } = await withSecondFactor(t, "charlie");
  const { email } = t.people.charlie;
  const link = linkIn(await (await invite(t, { email, name: "Charlie" })).text());
  const guest = t.as(null);
  expect(await (await guest.get(link)).text()).toContain("Sign in to this account");
  expect((await guest.post(link, { name: "Mallory", new_password: PASSWORD })).status).toBe(401);
  const other = t.as("bob");
  expect((await other.post(link, {})).status).toBe(401);
  const taken = await t.post(link, {}, cookies);
  expect([taken.status, taken.headers.get("location")]).toEqual([303, "/choose-role"]);
  expect(await (await t.get("/choose-role", cookies)).text()).toContain("Practitioner, North kinship team");
});

test("a new-password link sets the password, ends sessions and leaves the second factor alone", async () => {
  const t = await testApp({ as: "ada" });
  const { cookies } = await withSecondFactor(t, "alice");
  const link = linkIn(await (await t.post(`/users/${t.people.alice.userId}/new-password`, {})).text());
  const guest = t.as(null);
  expect(await (await guest.get(link)).text()).toContain("Set a new password");
  const set = await guest.post(link, { new_password: "marmalade plover quartz" });
  expect(set.headers.get("location")).toBe("/sign-in?did=password-set");
  expect((await guest.get("/account", cookies)).status).toBe(303);
  const { email } = t.people.alice;
  expect((await guest.post("/sign-in", { email, password: PASSWORD })).status).toBe(422);
  const res = await guest.post("/sign-in", { email, password: "marmalade plover quartz" });
  expect(res.headers.get("location")).toBe("/sign-in/second-factor");
  expect(cookiesOf(res).Cookie).not.toContain("session_token");
});

test("inviting needs the administrator's role, and is kept in the trail", async () => {
  const t = await testApp({ as: "nadia" });
  expect((await t.get("/users/invitations/new")).status).toBe(403);
  expect((await invite(t)).status).toBe(403);
  await invite(t.as("ada"));
  const mine = (await t.audit()).filter(({ actor_id }) => actor_id === t.people.ada.userId);
  expect(mine).toContainEqual(expect.objectContaining({ verb: "write", subject_kind: "invitation" }));
});
