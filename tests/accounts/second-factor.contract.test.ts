import { expect, test } from "vitest";
import { qrCode } from "../../src/features/accounts/second-factor/qr-code.ts";
import {
  codeOf,
  cookiesOf,
  forgetUsedCodes,
  PASSWORD,
  sealedOf,
  withoutSecondFactor,
  withPassword,
  withSecondFactor,
} from "../support/account-factories.ts";
import { type TestApp, testApp } from "../support/app.ts";

const linkIn = (html: string) => /href="(otpauth:[^"]+)"/.exec(html)?.[1];

const firstStep = async (t: TestApp, email: string) =>
  cookiesOf(await t.post("/sign-in", { email, password: PASSWORD }));

test("a second factor is on once a code shows that the app has it, and from then on sign-in asks for a code", async () => {
  const t = await testApp({ as: null });
  const { cookies, code, backupCodes } = await withSecondFactor(t, "alice");
  expect(backupCodes).toHaveLength(10);
  expect((await t.get("/account", cookies)).status).toBe(200);

  const { email } = t.people.alice;
  const res = await t.post("/sign-in", { email, password: PASSWORD, to: "/account/name" });
  expect(res.headers.get("location")).toBe("/sign-in/second-factor?to=%2Faccount%2Fname");
  const challenge = cookiesOf(res);
  expect(challenge.Cookie).not.toContain("session_token");
  expect((await t.get("/account", challenge)).status).toBe(303);

  const typed = await code();
  const done = await t.post(
    "/sign-in/second-factor",
    { code: `${typed.slice(0, 3)} ${typed.slice(3)}`, to: "/account/name" },
    challenge,
  );
  expect([done.status, done.headers.get("location")]).toEqual([303, "/account/name"]);
  expect((await t.get("/account", cookiesOf(done))).status).toBe(200);
});

test("a code works once", async () => {
  const t = await testApp({ as: null });
  const { code } = await withSecondFactor(t, "bob");
  const typed = await code();
  const first = await t.post("/sign-in/second-factor", { code: typed }, await firstStep(t, t.people.bob.email));
  expect(first.status).toBe(303);
  const { userId } = t.people.bob;
  const sessions = async () =>
    (await t.db.selectFrom("auth_session").where("user_id", "=", userId).select("id").execute()).length;
  const before = await sessions();
  const again = await t.post("/sign-in/second-factor", { code: typed }, await firstStep(t, t.people.bob.email));
  expect(again.status).toBe(401);
  expect(await again.text()).toContain("used already");
  expect(await sessions()).toBe(before);
});

test("a backup code works in place of one from the app, once", async () => {
  const t = await testApp({ as: null });
  const { backupCodes } = await withSecondFactor(t, "cora");
  const { email } = t.people.cora;
  const backup = backupCodes[0]!.toUpperCase();
  const first = await t.post("/sign-in/second-factor", { code: backup }, await firstStep(t, email));
  expect(first.status).toBe(303);
  const again = await t.post("/sign-in/second-factor", { code: backup }, await firstStep(t, email));
  expect(again.status).toBe(422);
  expect(await again.text()).toContain("Code is wrong");
  expect(await (await t.get("/account/second-factor", cookiesOf(first))).text()).toContain("9 backup codes left");
});

test("wrong codes are refused and counted; the challenge ends after five", async () => {
  const t = await testApp({ as: null });
  const { code } = await withSecondFactor(t, "rory");
  const right = await code();
  const wrong = right === "000000" ? "111111" : "000000";
  const challenge = await firstStep(t, t.people.rory.email);
  for (let n = 0; n < 5; n++)
    expect((await t.post("/sign-in/second-factor", { code: wrong }, challenge)).status).toBe(422);
  const late = await t.post("/sign-in/second-factor", { code: right }, challenge);
  expect(late.status).toBe(401);
  expect((await t.audit()).filter((row) => row.actor_id === t.people.rory.userId).map((row) => row.verb)).toContain(
    "sign-in-failed",
  );
});

test("a code without the first step leads back to it", async () => {
  const t = await testApp({ as: null });
  expect((await t.get("/sign-in/second-factor")).headers.get("location")).toBe("/sign-in");
  expect((await t.post("/sign-in/second-factor", { code: "123456" })).status).toBe(401);
});

test("set-up refuses a wrong code and keeps the secret on the page", async () => {
  const t = await testApp({ as: null });
  const email = await withPassword(t, "erin");
  await withoutSecondFactor(t, "erin");
  const cookies = cookiesOf(await t.post("/sign-in", { email, password: PASSWORD }));
  const html = await (await t.get("/account/second-factor", cookies)).text();
  const right = await codeOf(html);
  const wrong = right === "000000" ? "111111" : "000000";
  const res = await t.post("/account/second-factor", { sealed: sealedOf(html), code: wrong }, cookies);
  const again = await res.text();
  expect(res.status).toBe(422);
  expect(again).toContain("Code is wrong");
  expect(linkIn(again)).toBe(linkIn(html));
  const forged = await t.post("/account/second-factor", { sealed: "forged", code: right }, cookies);
  expect([forged.status, forged.headers.get("location")]).toEqual([303, "/account/second-factor"]);
});

test("replacing it asks for the password, ends other sessions and renews this one", async () => {
  const t = await testApp({ as: null });
  const { cookies, code } = await withSecondFactor(t, "ada");
  const other = cookiesOf(
    await t.post("/sign-in/second-factor", { code: await code() }, await firstStep(t, t.people.ada.email)),
  );
  await forgetUsedCodes(t, "ada");
  const html = await (await t.get("/account/second-factor/replacement", cookies)).text();
  const fields = { sealed: sealedOf(html), code: await codeOf(html) };
  const path = "/account/second-factor/replacement";
  const without = await t.post(path, { ...fields, current_password: "teapot gravel lanterns" }, cookies);
  expect(without.status).toBe(422);
  expect(await without.text()).toContain("Current password is wrong");
  const done = await t.post(path, { ...fields, current_password: PASSWORD }, cookies);
  expect(done.status).toBe(200);
  expect((await t.get("/account", other)).status).toBe(303);
  expect((await t.get("/account", cookies)).status).toBe(303);
  expect((await t.get("/account", cookiesOf(done))).status).toBe(200);
});

/** The dark modules of a drawn code, as "x,y". */
const darkIn = (path: string): Set<string> =>
  new Set(
    [...path.matchAll(/M(\d+),(\d+)h(\d+)/g)].flatMap(([, x, y, length]) =>
      Array.from({ length: Number(length) }, (_, at) => `${Number(x) + at},${y}`),
    ),
  );

test("the code to scan holds the link whose key stands below it, with its three corners in a light margin", async () => {
  const t = await testApp({ as: null });
  await withPassword(t, "erin");
  await withoutSecondFactor(t, "erin");
  const html = await (await t.get("/account/second-factor", await firstStep(t, t.people.erin.email))).text();
  const link = linkIn(html)!.replaceAll("&amp;", "&");
  const [, size, path] = /<svg class="kinstep-qr" viewBox="0 0 (\d+) \d+"[\s\S]*?<path d="([^"]+)"/.exec(html)!;
  expect(qrCode(link)).toEqual({ size: Number(size), path });
  expect(qrCode(`${link}x`).path).not.toBe(path);
  const dark = darkIn(path!);
  const far = Number(size) - 4 - 7;
  for (const [left, top] of [
    [4, 4],
    [far, 4],
    [4, far],
  ] as const)
    for (let x = 0; x < 7; x += 1)
      for (let y = 0; y < 7; y += 1) {
        const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
        expect(dark.has(`${left + x},${top + y}`)).toBe(ring !== 2);
      }
  expect([...dark].some((at) => at.split(",").some((n) => Number(n) < 4 || Number(n) >= Number(size) - 4))).toBe(false);
});
