import { expect, test } from "vitest";
import { cookiesOf, PASSWORD, withPassword, withSecondFactor } from "../support/account-factories.ts";
import { testApp } from "../support/app.ts";
import { byRole, byTag, fieldsOf, textOf, validateHtml } from "../support/html.ts";

const NEW = "marmalade plover quartz";

test("the account page shows who one is and acts as", async () => {
  const t = await testApp({ as: "nadia" });
  const html = await (await t.get("/account")).text();
  expect(validateHtml(html)).toEqual([]);
  for (const text of [
    "Nadia Manager",
    "nadia@example.org",
    "Team manager, North kinship team",
    "On: an authenticator app",
  ])
    expect(html).toContain(text);
});

test("a name is changed once, and an empty or hostile one is refused with what was typed", async () => {
  const t = await testApp({ as: "nadia" });
  const first = await t.post("/account/name", { key: "k1", name: "  Nadia O’Neill 🫖 " });
  expect([first.status, first.headers.get("location")]).toEqual([303, "/account?did=renamed"]);
  const same = await t.post("/account/name", { key: "k1", name: "  Nadia O’Neill 🫖 " });
  expect(same.headers.get("location")).toBe("/account?did=renamed");
  expect((await t.post("/account/name", { key: "k1", name: "Another" })).status).toBe(409);
  const page = await (await t.get("/account?did=renamed")).text();
  expect(page).toContain("Nadia O’Neill 🫖");
  expect(page).toContain("Your name is changed");
  for (const name of ["", "x".repeat(101), "a\u0000b"]) {
    const res = await t.post("/account/name", { name });
    expect(res.status).toBe(422);
  }
  expect(fieldsOf(await (await t.post("/account/name", { name: "<b>".repeat(40) })).text()).name).toEqual([
    "<b>".repeat(40),
  ]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_kind: "user", subject_id: "nadia-1" }),
  );
});

test("a password change asks for the current one, ends other sessions and renews this one", async () => {
  const t = await testApp({ as: null });
  const { cookies, code } = await withSecondFactor(t, "alice");
  const email = t.people.alice.email;
  const challenge = cookiesOf(await t.post("/sign-in", { email, password: PASSWORD }));
  const other = cookiesOf(await t.post("/sign-in/second-factor", { code: await code() }, challenge));

  const wrong = await t.post("/account/password", { current_password: NEW, new_password: NEW }, cookies);
  expect([wrong.status, (await wrong.text()).includes("Current password is wrong")]).toEqual([422, true]);
  const weak = await t.post("/account/password", { current_password: PASSWORD, new_password: "alice1234567" }, cookies);
  expect([weak.status, (await weak.text()).includes("your name or email address")]).toEqual([422, true]);

  const res = await t.post("/account/password", { current_password: PASSWORD, new_password: NEW }, cookies);
  expect([res.status, res.headers.get("location")]).toEqual([303, "/account?did=password-changed"]);
  expect((await t.get("/account", other)).status).toBe(303);
  expect((await t.get("/account", cookies)).status).toBe(303);
  expect((await t.get("/account", cookiesOf(res))).status).toBe(200);
  expect((await t.post("/sign-in", { email, password: PASSWORD })).status).toBe(422);
  expect((await t.post("/sign-in", { email, password: NEW })).headers.get("location")).toBe("/sign-in/second-factor");
  expect(JSON.stringify(await t.db.selectFrom("audit").selectAll().execute())).not.toContain("marmalade");
});

test("guessing at the current password in a session left open is slowed down", async () => {
  const t = await testApp({ as: "nadia" });
  await withPassword(t, "nadia");
  for (let n = 0; n < 5; n++) await t.post("/account/password", { current_password: "guess", new_password: NEW });
  const res = await t.post("/account/password", { current_password: PASSWORD, new_password: NEW });
  expect(res.status).toBe(422);
  expect(await res.text()).toContain("Too many tries");
});

test("one's sign-ins are listed, and can all be ended or all but this one", async () => {
  const t = await testApp({ as: null });
  const { cookies, code } = await withSecondFactor(t, "alice");
  const challenge = cookiesOf(await t.post("/sign-in", { email: t.people.alice.email, password: PASSWORD }));
  const agent = { "User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/145.0" };
  const other = cookiesOf(await t.post("/sign-in/second-factor", { code: await code() }, { ...challenge, ...agent }));
  const html = await (await t.get("/account/sign-ins", cookies)).text();
  expect(validateHtml(html)).toEqual([]);
  expect(html).toContain("Firefox on Windows");
  expect(byTag(html, "th").filter((cell) => textOf(cell).endsWith("(this one)"))).toHaveLength(1);
  expect(byRole(html, "button", "Sign out everywhere else")).toHaveLength(1);
  const ended = await t.post("/account/sign-ins", { which: "others" }, cookies);
  expect(ended.headers.get("location")).toBe("/account?did=others-ended");
  expect((await t.get("/account", other)).status).toBe(303);
  expect((await t.get("/account", cookies)).status).toBe(200);
  const all = await t.post("/account/sign-ins", { which: "all" }, cookies);
  expect(all.headers.get("location")).toBe("/sign-in?did=signed-out-everywhere");
  expect((await t.get("/account", cookies)).status).toBe(303);
});

test("new backup codes replace the old ones", async () => {
  const t = await testApp({ as: null });
  const { cookies, backupCodes } = await withSecondFactor(t, "alice");
  const path = "/account/second-factor/codes";
  expect((await t.post(path, { current_password: "wrong" }, cookies)).status).toBe(422);
  const html = await (await t.post(path, { current_password: PASSWORD }, cookies)).text();
  expect(html).toContain("shown only once");
  const challenge = cookiesOf(await t.post("/sign-in", { email: t.people.alice.email, password: PASSWORD }));
  expect((await t.post("/sign-in/second-factor", { code: backupCodes[0]! }, challenge)).status).toBe(422);
  const fresh = /<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/.exec(html)![1]!;
  expect((await t.post("/sign-in/second-factor", { code: fresh }, challenge)).status).toBe(303);
});

test("nobody signed in: each page leads to sign-in and back", async () => {
  const t = await testApp({ as: null });
  for (const path of ["/account", "/account/name", "/account/password", "/account/sign-ins", "/account/second-factor"])
    expect((await t.get(path)).headers.get("location")).toBe(`/sign-in?to=${encodeURIComponent(path)}`);
});
