import { expect, test } from "vitest";
import { cookiesOf, PASSWORD, withoutSecondFactor, withPassword } from "../support/account-factories.ts";
import { type TestApp, testApp } from "../support/app.ts";

const isIn = async (t: TestApp, at: string, cookies = {}) => {
  t.clock.set(at);
  return (await t.get("/account", cookies)).status === 200;
};

test("a session ends half an hour after its last request, and each request moves that on", async () => {
  const t = await testApp({ as: "nadia" });
  expect(await isIn(t, "2026-03-02T09:00:00Z")).toBe(true);
  expect(await isIn(t, "2026-03-02T09:29:00Z")).toBe(true);
  expect(await isIn(t, "2026-03-02T09:58:59Z")).toBe(true);
  expect(await isIn(t, "2026-03-02T10:29:00Z")).toBe(false);
});

test("staying signed in moves the end on as any request does", async () => {
  const t = await testApp({ as: "nadia" });
  await isIn(t, "2026-03-02T09:00:00Z");
  t.clock.set("2026-03-02T09:25:00Z");
  expect((await t.post("/stay-signed-in", {})).status).toBe(204);
  expect(await isIn(t, "2026-03-02T09:54:00Z")).toBe(true);
});

test("a session ends ten hours after it began, however busy it was", async () => {
  const t = await testApp({ as: "nadia" });
  for (let minutes = 0; minutes < 10 * 60; minutes += 20) {
    const at = new Date(Date.UTC(2026, 2, 2, 9, minutes)).toISOString();
    if (minutes < 599) expect([at, await isIn(t, at)]).toEqual([at, true]);
  }
  expect(await isIn(t, "2026-03-02T18:59:29Z")).toBe(true);
  expect(await isIn(t, "2026-03-02T18:59:31Z")).toBe(false);
});

test("over https the cookie is Secure and says so in its name", async () => {
  const http = await testApp({ as: null });
  const config = { ...http.deps!.config, origin: "https://kinstep.example.gov.uk" };
  const t = await testApp({ as: null, override: { config } });
  const email = await withPassword(t, "alice");
  await withoutSecondFactor(t, "alice");
  const origin = { Origin: config.origin };
  const res = await t.post("/sign-in", { email, password: PASSWORD }, origin);
  expect(res.headers.getSetCookie()[0]).toMatch(/^__Secure-kinstep\.session_token=.*Secure/);
  expect((await t.get("/account/second-factor", cookiesOf(res))).status).toBe(200);
});

test("a trail that can't be written refuses the sign-in, before and after the password is checked", async () => {
  for (const broken of ["sign-in-attempted", "sign-in"]) {
    const plain = await testApp({ as: null });
    const t = await testApp({
      as: null,
      override: {
        commit: (entry, writes) =>
          entry.verb === broken
            ? Promise.reject(Object.assign(new Error("disk I/O error"), { name: "Unavailable" }))
            : plain.deps!.commit(entry, writes),
      },
    });
    const email = await withPassword(t, "alice");
    await withoutSecondFactor(t, "alice");
    const before = await t.db.selectFrom("auth_session").select("id").execute();
    const res = await t.post("/sign-in", { email, password: PASSWORD });
    expect(res.status).toBeGreaterThanOrEqual(500);
    expect(res.headers.getSetCookie()).toEqual([]);
    expect(await t.db.selectFrom("auth_session").select("id").execute()).toEqual(before);
  }
});
