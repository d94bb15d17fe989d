import { expect, test } from "vitest";
import { cookiesOf, PASSWORD, withoutSecondFactor, withPassword } from "../support/account-factories.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { fieldsOf } from "../support/html.ts";

const WRONG = "Email address or password is wrong";

const lastVerbs = async (t: TestApp, userId: string) =>
  (await t.audit()).filter(({ actor_id }) => actor_id === userId).map(({ verb }) => verb);

test("a password gives a signed session, which may do nothing before its second factor is set up", async () => {
  const t = await testApp({ as: null });
  const email = await withPassword(t, "alice");
  await withoutSecondFactor(t, "alice");
  const res = await t.post("/sign-in", { email: email.toUpperCase(), password: PASSWORD });
  expect([res.status, res.headers.get("location")]).toEqual([303, "/account/second-factor"]);
  expect(res.headers.getSetCookie()[0]).toMatch(/^kinstep\.session_token=.*HttpOnly.*SameSite=Lax/i);
  for (const path of ["/choose-role", "/account", "/account/sign-ins"]) {
    const next = await t.get(path, cookiesOf(res));
    expect([path, next.status, next.headers.get("location")]).toEqual([path, 303, "/account/second-factor"]);
  }
  expect((await t.get("/account/second-factor", cookiesOf(res))).status).toBe(200);
  expect(await lastVerbs(t, t.people.alice.userId)).toEqual(["sign-in-attempted", "sign-in"]);
});

test("several people sign in at the same moment", async () => {
  const t = await testApp({ as: null });
  const names = ["alice", "bob", "charlie", "cora"] as const;
  const emails: string[] = [];
  for (const name of names) {
    emails.push(await withPassword(t, name));
    await withoutSecondFactor(t, name);
  }
  const answers = await Promise.all(emails.map((email) => t.post("/sign-in", { email, password: PASSWORD })));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
  expect(new Set(answers.map((res) => cookiesOf(res).Cookie)).size).toBe(4);
});

test("a wrong password, an unknown address and a disabled account get the same answer, and the address stays", async () => {
  const t = await testApp({ as: null });
  const alice = await withPassword(t, "alice");
  const charlie = await withPassword(t, "charlie");
  await t.db
    .updateTable("user")
    .set({ disabled_at: "2026-02-01T00:00:00.000Z" })
    .where("id", "=", t.people.charlie.userId)
    .execute();
  const tries = [
    { email: alice, password: "teapot gravel lanterns" },
    { email: `nobody-${t.people.alice.userId}@example.org`, password: PASSWORD },
    { email: charlie, password: PASSWORD },
  ];
  for (const { email, password } of tries) {
    const res = await t.post("/sign-in", { email, password });
    const html = await res.text();
    expect(res.status).toBe(422);
    expect(html).toContain(WRONG);
    expect(html).not.toContain(password);
    expect(fieldsOf(html).email).toEqual([email]);
    expect(res.headers.getSetCookie().filter((line) => !/max-age=0/i.test(line))).toEqual([]);
  }
  expect(await lastVerbs(t, t.people.charlie.userId)).toEqual(["sign-in-attempted", "sign-in-failed"]);
});

test("empty and hostile fields are named and never a fault", async () => {
  const t = await testApp({ as: null });
  const empty = await (await t.post("/sign-in", {})).text();
  expect(empty).toContain("Enter your email address");
  expect(empty).toContain("Enter your password");
  for (const email of [
    "x".repeat(1_000_000),
    "a\u0000b@example.org",
    "‮moc.elpmaxe@a",
    "__proto__",
    "🫖@🫖.🫖",
    "' or 1=1 --",
  ]) {
    const res = await t.post("/sign-in", { email, password: "y".repeat(2000) });
    expect(res.status).toBe(422);
  }
  const json = await t.post("/sign-in", {}, { "Content-Type": "application/json" });
  expect(json.status).toBe(415);
});

test("who asks for a page is taken there after signing in, but only to a page of ours", async () => {
  const t = await testApp({ as: null });
  expect((await t.get("/account/name")).headers.get("location")).toBe("/sign-in?to=%2Faccount%2Fname");
  expect(fieldsOf(await (await t.get("/sign-in?to=%2Faccount%2Fname")).text()).to).toEqual(["/account/name"]);
  for (const to of [
    "https://elsewhere.example",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "javascript:alert(1)",
  ]) {
    const html = await (await t.get(`/sign-in?to=${encodeURIComponent(to)}`)).text();
    expect(fieldsOf(html).to).toBe(undefined);
  }
});

test("a session that has ended is no session, and neither is one with another signature", async () => {
  const t = await testApp({ as: "nadia" });
  expect((await t.get("/account")).status).toBe(200);
  const cookie = { Cookie: `kinstep.session_token=${t.people.nadia.token}.AAAA` };
  expect((await t.get("/account", cookie)).headers.get("location")).toBe("/sign-in?to=%2Faccount");
  await t.db
    .updateTable("auth_session")
    .set({ expires_at: "2026-03-02T08:59:59.999Z" })
    .where("user_id", "=", t.people.nadia.userId)
    .execute();
  expect((await t.get("/account")).headers.get("location")).toBe("/sign-in?to=%2Faccount");
});

test("a disabled person's next request is refused", async () => {
  const t = await testApp({ as: "nadia" });
  expect((await t.get("/account")).status).toBe(200);
  await t.db
    .updateTable("user")
    .set({ disabled_at: "2026-03-02T08:00:00.000Z" })
    .where("id", "=", t.people.nadia.userId)
    .execute();
  expect((await t.get("/account")).headers.get("location")).toBe("/sign-in?to=%2Faccount");
});

test("signing out ends the session, clears the browser and is kept in the trail", async () => {
  const t = await testApp({ as: "nadia" });
  const res = await t.post("/sign-out", {});
  expect([res.status, res.headers.get("location")]).toEqual([303, "/sign-in?did=signed-out"]);
  expect(res.headers.get("clear-site-data")).toContain('"storage"');
  expect((await t.get("/account")).status).toBe(303);
  expect(await lastVerbs(t, t.people.nadia.userId)).toEqual(["sign-out"]);
});

test("staying signed in answers without a page, and says when it is too late", async () => {
  const t = await testApp({ as: "nadia" });
  expect((await t.post("/stay-signed-in", {})).status).toBe(204);
  expect((await t.as(null).post("/stay-signed-in", {})).status).toBe(401);
});
