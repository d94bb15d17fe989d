import { expect, test } from "vitest";
import { withSecondFactor } from "../support/account-factories.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { byTag, elementsIn, hrefsOf, textOf, validateHtml } from "../support/html.ts";

const aMembership = async (
  t: TestApp,
  name: keyof TestApp["people"],
  organisation: keyof TestApp["organisations"],
  role: "administrator" | "practitioner",
) => {
  const id = `m-${role}-${t.people[name].userId}`;
  await t.db
    .insertInto("membership")
    .values({
      id,
      user_id: t.people[name].userId,
      organisation_id: t.organisations[organisation],
      role,
      from_on: "2026-01-05",
      created_at: "2026-01-05T09:00:00.000Z",
      created_by: "seed",
    })
    .execute();
  return id;
};

test("an administrator sees the people of their own organisation, and nobody else's", async () => {
  const t = await testApp({ as: "ada" });
  const html = await (await t.get("/users")).text();
  expect(validateHtml(html)).toEqual([]);
  for (const name of ["Alice Practitioner", "Nadia Manager", "Ada Administrator"]) expect(html).toContain(name);
  for (const name of ["Bob Facilitator", "Charlie Practitioner"]) expect(html).not.toContain(name);
  const show = await t.get(`/users/${t.people.alice.userId}`);
  expect([show.status, validateHtml(await show.text())]).toEqual([200, []]);
  const { bob } = t.people;
  expect((await t.get(`/users/${bob.userId}`)).status).toBe(404);
  for (const act of [
    "disabling",
    "enabling",
    "second-factor-reset",
    "new-password",
    "roles/new",
    `roles/${bob.membershipId}/ending`,
  ])
    expect([act, (await t.post(`/users/${bob.userId}/${act}`, { role: "practitioner" })).status]).toEqual([act, 404]);
});

test("people by name, page for page, each once, and no name in an address", async () => {
  const t = await testApp({ as: "ada" });
  const made = Array.from({ length: 101 }, (_, n) => ({ id: t.newId(), name: `Zoe Worker ${n % 7}` }));
  for (const { id, name } of made) {
    const at = "2026-01-05T09:00:00.000Z";
    await t.db
      .insertInto("user")
      .values({ id, name, email: `${id}@example.test`, email_verified: 1, created_at: at, updated_at: at })
      .execute();
    await t.db
      .insertInto("membership")
      .values({
        id: t.newId(),
        user_id: id,
        organisation_id: t.organisations.north,
        role: "practitioner",
        from_on: "2026-01-05",
        created_at: at,
        created_by: "seed",
      })
      .execute();
  }
  const names: string[] = [];
  const addresses: string[] = [];
  for (let next: string | undefined = "/users"; next; next = addresses[addresses.length - 1]) {
    const html = await (await t.get(next)).text();
    names.push(
      ...byTag(html, "tbody").flatMap((body) =>
        elementsIn(body)
          .filter(({ tagName }) => tagName === "th")
          .map(textOf),
      ),
    );
    const [further] = hrefsOf(html, "Next page");
    if (!further) {
      expect(hrefsOf(html, "Previous page")).toHaveLength(1);
      break;
    }
    addresses.push(further);
  }
  expect(addresses).toHaveLength(2);
  expect(names).toEqual(names.toSorted());
  expect(names.filter((name) => name.startsWith("Zoe"))).toHaveLength(101);
  for (const address of addresses) expect(address).not.toContain("Zoe");
});

test("only an administrator gets there", async () => {
  const t = await testApp({ as: "nadia" });
  for (const path of ["/users", `/users/${t.people.alice.userId}`, `/users/${t.people.alice.userId}/roles/new`])
    expect((await t.get(path)).status).toBe(403);
  expect((await t.post(`/users/${t.people.alice.userId}/disabling`, {})).status).toBe(403);
});

test("a disabled person is out at their next request, and in again once enabled", async () => {
  const t = await testApp({ as: "ada" });
  const { userId } = t.people.alice;
  expect((await t.as("alice").get("/account")).status).toBe(200);
  const res = await t.post(`/users/${userId}/disabling`, { key: `d-${userId}` });
  expect([res.status, res.headers.get("location")]).toEqual([303, `/users/${userId}?did=disabled`]);
  expect((await t.as("alice").get("/account")).status).toBe(303);
  expect(await t.db.selectFrom("auth_session").where("user_id", "=", userId).select("id").execute()).toEqual([]);
  expect((await t.post(`/users/${userId}/disabling`, { key: `d-${userId}` })).status).toBe(303);
  const again = await t.post(`/users/${userId}/disabling`, { key: `d2-${userId}` });
  expect([again.status, (await again.text()).includes("done already")]).toEqual([409, true]);
  expect((await t.post(`/users/${userId}/enabling`, { key: `e-${userId}` })).status).toBe(303);
  const rows = (await t.audit()).filter((row) => row.subject_id === userId && row.verb === "write");
  expect(rows.map(({ fields }) => Object.keys(JSON.parse(fields)))).toEqual([["disabledAt"], ["disabledAt"]]);
});

test("nobody disables themself, or ends the last administrator", async () => {
  const t = await testApp({ as: "ada" });
  const { ada } = t.people;
  const self = await t.post(`/users/${ada.userId}/disabling`, {});
  expect([self.status, (await self.text()).includes("your own account")]).toEqual([409, true]);
  const own = await t.post(`/users/${ada.userId}/roles/${ada.membershipId}/ending`, {});
  expect(own.status).toBe(409);
  const end = t.db.updateTable("membership").set({ to_on: "2026-03-02" }).where("id", "=", ada.membershipId);
  await expect(end.execute()).rejects.toThrow(/last_administrator/);
});

test("two administrators who end each other at the same moment leave one", async () => {
  const t = await testApp({ as: "ada" });
  const second = await aMembership(t, "nadia", "north", "administrator");
  await t.db
    .updateTable("auth_session")
    .set({ membership_id: second })
    .where("user_id", "=", t.people.nadia.userId)
    .execute();
  await Promise.all([
    t.post(`/users/${t.people.nadia.userId}/roles/${second}/ending`, {}),
    t.as("nadia").post(`/users/${t.people.ada.userId}/disabling`, {}),
  ]);
  const left = await t.db
    .selectFrom("membership as m")
    .innerJoin("user as u", "u.id", "m.user_id")
    .where("m.organisation_id", "=", t.organisations.north)
    .where("m.role", "=", "administrator")
    .where("m.to_on", "is", null)
    .where("u.disabled_at", "is", null)
    .select("m.id")
    .execute();
  expect(left).toHaveLength(1);
});

test("an account that also acts elsewhere is not one administrator's to disable", async () => {
  const t = await testApp({ as: "ada" });
  await aMembership(t, "bob", "north", "practitioner");
  const res = await t.post(`/users/${t.people.bob.userId}/disabling`, {});
  expect([res.status, (await res.text()).includes("another organisation")]).toEqual([409, true]);
});

test("roles are added and ended; an ended role ends at once for whoever acts in it", async () => {
  const t = await testApp({ as: "ada" });
  const { alice } = t.people;
  expect((await t.post(`/users/${alice.userId}/roles/new`, {})).status).toBe(422);
  const held = await t.post(`/users/${alice.userId}/roles/new`, { role: "practitioner" });
  expect([held.status, (await held.text()).includes("has this role already")]).toEqual([409, true]);
  const added = await t.post(`/users/${alice.userId}/roles/new`, { role: "team-manager" });
  expect(added.headers.get("location")).toBe(`/users/${alice.userId}?did=role-added`);
  const ended = await t.post(`/users/${alice.userId}/roles/${alice.membershipId}/ending`, {});
  expect(ended.headers.get("location")).toBe(`/users/${alice.userId}?did=role-ended`);
  const next = await t.as("alice").get("/account");
  expect(next.headers.get("location")).toBe("/choose-role?to=%2Faccount");
  expect((await t.post(`/users/${alice.userId}/roles/${alice.membershipId}/ending`, {})).status).toBe(409);
});

test("a reset second factor has to be set up again, and sessions end", async () => {
  const t = await testApp({ as: "ada" });
  const { cookies } = await withSecondFactor(t, "alice");
  const res = await t.post(`/users/${t.people.alice.userId}/second-factor-reset`, {});
  expect(res.status).toBe(303);
  expect((await t.as(null).get("/account", cookies)).status).toBe(303);
  expect(await (await t.get(`/users/${t.people.alice.userId}`)).text()).toContain("Not set up");
});
