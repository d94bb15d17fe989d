import { expect, onTestFinished, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { runUser } from "../../src/cli/user/user.ts";
import { ROLES, type Role } from "../../src/domain/actor.ts";
import { randomId, systemClock } from "../../src/host.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { aFolder } from "../cli/score-run.ts";
import { PASSWORD } from "../support/account-factories.ts";
import { cookieOf, type TestApp, testApp } from "../support/app.ts";
import { fileDatabase } from "../support/file-database.ts";
import { CONFIG, ORIGIN } from "../support/hosts.ts";
import { signedInRoutes } from "../support/route-tour.ts";
import type { PersonName } from "../support/world.ts";

const OTHER_ROLES = (Object.keys(ROLES) as Role[]).filter((role) => role !== "administrator");
const SENTENCE = "Nobody gives themself a role, or takes one of their own away.";

const rolesOf = (t: TestApp, userId: string) =>
  t.db
    .selectFrom("membership")
    .where("user_id", "=", userId)
    .select(["role", "organisation_id", "to_on"])
    .orderBy("id")
    .execute();

const linkIn = (html: string): string => /\/invitations\/[A-Za-z0-9_-]{43}/.exec(html)?.[0] ?? "";

async function asAda() {
  const t = await testApp({ as: "ada" });
  const { userId, membershipId, email } = t.people.ada;
  return { t, userId, membershipId, email, before: await rolesOf(t, userId) };
}

test.each(OTHER_ROLES)("an administrator can’t add the role %s to their own account", async (role) => {
  const { t, userId, before } = await asAda();
  const answer = await t.post(`/users/${userId}/roles/new`, { key: t.newId(), role });
  expect([answer.status, (await answer.text()).includes(SENTENCE)]).toEqual([409, true]);
  expect(await rolesOf(t, userId)).toEqual(before);
});

test("nor is the form for it shown, nor a link or button that leads there", async () => {
  const { t, userId } = await asAda();
  expect((await t.get(`/users/${userId}/roles/new`)).status).toBe(409);
  const own = await (await t.get(`/users/${userId}`)).text();
  expect(own).not.toMatch(/Add a role|End this role/);
  expect(await (await t.get(`/users/${t.people.alice.userId}`)).text()).toMatch(/End this role[\s\S]*Add a role/);
});

test("an administrator who holds another role can’t end it by themself", async () => {
  const { t, userId } = await asAda();
  const id = t.newId();
  const { north } = t.organisations;
  const given = { user_id: userId, organisation_id: north, role: "auditor", from_on: "2026-01-05" } as const;
  await t.db
    .insertInto("membership")
    .values({ id, ...given, created_at: "2026-01-05T09:00:00.000Z", created_by: "seed" })
    .execute();
  const answer = await t.post(`/users/${userId}/roles/${id}/ending`, { key: t.newId() });
  expect([answer.status, (await answer.text()).includes(SENTENCE)]).toEqual([409, true]);
});

test.each(["ada@example.org", "ADA@Example.org", "ada+team@example.org"])(
  "an administrator can’t invite themself at %s",
  async (email) => {
    const { t } = await asAda();
    const own = t.people.ada.email;
    expect(own).toBe("ada@example.org");
    const fields = { name: "Ada again", email, role: "practitioner" };
    const answer = await t.post("/users/invitations/new", fields);
    const html = await answer.text();
    expect([answer.status, html.includes(SENTENCE), html.includes("Ada again")]).toEqual([422, true, true]);
    expect(await t.db.selectFrom("invitation").selectAll().execute()).toEqual([]);
  },
);

test("an invitation that an administrator made is not theirs to use, for a new account or for somebody else's", async () => {
  const { t, userId, before } = await asAda();
  const invited = { name: "Grace", email: "grace@example.org", role: "practitioner" };
  const forGrace = linkIn(await (await t.post("/users/invitations/new", invited)).text());
  const forAlice = linkIn(await (await t.post(`/users/${t.people.alice.userId}/new-password`, {})).text());
  for (const link of [forGrace, forAlice]) {
    const shown = await t.get(link);
    expect([shown.status, (await shown.text()).includes("You made this link")]).toEqual([409, true]);
    expect((await t.post(link, { name: "Grace", new_password: PASSWORD })).status).toBe(409);
  }
  expect(await t.db.selectFrom("user").where("email", "=", invited.email).select("id").execute()).toEqual([]);
  expect(await t.db.selectFrom("account").selectAll().execute()).toEqual([]);
  expect(await rolesOf(t, userId)).toEqual(before);
  expect((await t.as(null).post(forGrace, { name: "Grace", new_password: PASSWORD })).status).toBe(303);
});

test("whatever an administrator sends to any address about their own account, their roles stay as they are", async () => {
  const { t, userId, membershipId, email, before } = await asAda();
  const routes = signedInRoutes("POST").filter(({ permission }) => permission === "user:manage");
  expect(routes.length).toBeGreaterThanOrEqual(8);
  for (const { path } of routes)
    for (const role of OTHER_ROLES) {
      const address = path.replace(":membershipId", membershipId).replace(":id", userId);
      const answer = await t.post(address, { key: t.newId(), role, name: "Ada", email });
      expect([address, answer.status]).toEqual([
        address,
        expect.toSatisfy((status) => [404, 409, 422].includes(status)),
      ]);
    }
  expect(await rolesOf(t, userId)).toEqual(before);
});

test("the database itself refuses a role that somebody gives themself", async () => {
  const { t, userId } = await asAda();
  const given = { user_id: userId, organisation_id: t.organisations.north, from_on: "2026-03-02" };
  const row = { id: t.newId(), ...given, role: "auditor" as const, created_at: "2026-03-02T09:00:00.000Z" };
  const insert = t.db.insertInto("membership").values({ ...row, created_by: userId });
  await expect(insert.execute()).rejects.toThrow(/own_role/);
});

test("the command line may invite anybody, and the trail says that it came from there", async () => {
  const { file, people } = await fileDatabase(`${aFolder()}/kinstep.sqlite`, async () => {});
  const said: string[] = [];
  const io = {
    out: (text: string) => void said.push(text),
    err: (text: string) => void said.push(text),
    isTerminal: false,
    readFile: () => Promise.reject(new Error("not read")),
    writeFile: () => Promise.reject(new Error("not written")),
  };
  const environment = {
    KINSTEP_SECRET: CONFIG.secret,
    KINSTEP_AUDIT_KEY: CONFIG.auditKey,
    KINSTEP_ORIGIN: CONFIG.origin,
  };
  const who = ["--email", "ada@example.org", "--name", "Ada", "--role", "auditor"];
  const status = await runUser(
    ["add", ...who, "--organisation", "North kinship team", "--database", file],
    io,
    environment,
  );
  expect([status, said.join("")]).toEqual([0, expect.stringMatching(/\/invitations\//)]);
  const { deps, database } = nodeDeps({ file, config: CONFIG, clock: systemClock, newId: randomId });
  onTestFinished(() => database.close());
  const app = createApp({ ...deps, log: () => {} });
  const ask = (by: PersonName, path: string, method = "GET") =>
    app.request(`${ORIGIN}${path}`, { method, headers: { Cookie: cookieOf(people[by]), Origin: ORIGIN } });
  expect((await ask("ada", linkIn(said.join("")), "POST")).status).toBe(303);
  const trail = await (await ask("audrey", "/audit?verb=command")).text();
  expect(trail).toContain("The command line");
  expect(trail).toContain("Ran a command: email, role");
});
