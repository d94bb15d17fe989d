import { expect, test } from "vitest";
import {
  cookiesOf,
  PASSWORD,
  withoutSecondFactor,
  withPassword,
  withSecondFactor,
} from "../support/account-factories.ts";
import { testApp } from "../support/app.ts";
import { byTag, validateHtml } from "../support/html.ts";

async function check(res: Response, status = 200) {
  const html = await res.text();
  expect(res.status).toBe(status);
  expect(validateHtml(html)).toEqual([]);
  expect(byTag(html, "h1")).toHaveLength(1);
  expect(html).not.toMatch(/undefined|\[object Object\]/);
  return html;
}

test("pages of signing in are valid, right and wrong", async () => {
  const t = await testApp({ as: null });
  await check(await t.get("/sign-in?did=signed-out"));
  await check(await t.post("/sign-in", {}), 422);
  await check(await t.post("/account/name", { name: "typed" }), 401);
  const email = await withPassword(t, "alice");
  const first = cookiesOf(await t.post("/sign-in", { email, password: PASSWORD }));
  await check(await t.get("/sign-in/second-factor", first));
  await check(await t.post("/sign-in/second-factor", { code: "abc" }, first), 422);
});

test("pages of the second factor and of one's account are valid", async () => {
  const t = await testApp({ as: null });
  const email = await withPassword(t, "bob");
  await withoutSecondFactor(t, "bob");
  const waiting = cookiesOf(await t.post("/sign-in", { email, password: PASSWORD }));
  const html = await check(await t.get("/account/second-factor", waiting));
  expect(byTag(html, "button").length).toBeGreaterThan(1);
  const { cookies } = await withSecondFactor(t, "alice");
  for (const path of [
    "",
    "/name",
    "/password",
    "/sign-ins",
    "/second-factor",
    "/second-factor/codes",
    "/second-factor/replacement",
  ])
    await check(await t.get(`/account${path}`, cookies));
  await check(await t.post("/account/second-factor/codes", { current_password: PASSWORD }, cookies));
  await check(await t.post("/account/password", {}, cookies), 422);
  await check(await t.get("/choose-role", cookies));
});

test("pages of inviting and joining are valid", async () => {
  const t = await testApp({ as: "ada" });
  await check(await t.get("/users/invitations/new"));
  await check(await t.get(`/users/${t.people.alice.userId}/roles/new`));
  await check(await t.post("/users/invitations/new", { name: "x" }), 422);
  const fields = { name: "Grace", email: "grace@example.org", role: "auditor" };
  const made = await check(await t.post("/users/invitations/new", fields));
  const link = /\/invitations\/[A-Za-z0-9_-]{43}/.exec(made)![0];
  const guest = t.as(null);
  await check(await guest.get(link));
  await check(await guest.post(link, {}), 422);
  await check(await guest.get(`${link.slice(0, -1)}`), 404);
  await check(await t.get("/users"));
  await check(await t.post("/users/invitations/new", { ...fields, email: t.people.ada.email }), 422);
  const hers = await check(await t.post("/users/invitations/new", { ...fields, email: t.people.nadia.email }));
  const forNadia = /\/invitations\/[A-Za-z0-9_-]{43}/.exec(hers)![0];
  await check(await guest.get(forNadia));
  await check(await t.as("nadia").get(forNadia));
  await check(await t.get(forNadia), 409);
});

test("pages of the trail are valid", async () => {
  const t = await testApp({ as: "audrey" });
  await check(await t.get("/audit?verb=read&from-day=1&from-month=1&from-year=2026"));
  await check(await t.get("/audit/families"));
});
