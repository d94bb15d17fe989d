import { expect, test } from "vitest";
import { keepForm, ownPath, readKept } from "../../src/forms/kept-form.ts";
import { cookiesOf, PASSWORD, withPassword } from "../support/account-factories.ts";
import { testApp } from "../support/app.ts";
import { attributeOf, byRole, byTag, fieldsOf } from "../support/html.ts";

const expire = "2026-03-02T19:30:00Z";

/** Nadia's account needs no second factor here: what is tested is the form that waits. */
async function aDemonstration() {
  const t = await testApp({ as: "nadia" });
  const demonstration = await testApp({
    as: "nadia",
    override: { config: { ...t.deps!.config, demonstration: true } },
  });
  const email = await withPassword(demonstration, "nadia");
  await demonstration.db
    .updateTable("user")
    .set({ demonstration: 1, two_factor_enabled: 0 })
    .where("id", "=", "nadia-1")
    .execute();
  return { t: demonstration, email };
}

test("a form posted after the time ran out waits through the sign-in and is sent by one button", async () => {
  const { t, email } = await aDemonstration();
  t.clock.set(expire);
  const typed = { key: "old", name: "Nadia “Nan” O’Neill\nsecond line <b>", list: ["a", "b"] };
  const refused = await t.post("/account/name?x=1", typed);
  const signIn = await refused.text();
  expect(refused.status).toBe(401);
  expect(signIn).toContain("What you typed is kept on this page");
  const { kept } = fieldsOf(signIn);

  const wrong = await (await t.post("/sign-in", { email, password: "wrong wrong wrong", kept: kept![0]! })).text();
  expect(fieldsOf(wrong).kept).toEqual(kept);

  const res = await t.post("/sign-in", { email, password: PASSWORD, kept: kept![0]! });
  const again = await res.text();
  expect(res.status).toBe(200);
  expect(again).toContain("You are signed in again");
  expect(byRole(again, "button", "Send what I typed")).toHaveLength(1);
  const form = byTag(again, "form").find((element) => attributeOf(element, "action") === "/account/name?x=1");
  expect(attributeOf(form!, "method")).toBe("post");
  const fields = fieldsOf(again);
  expect(fields.name).toEqual([typed.name]);
  expect(fields.list).toEqual(["a", "b"]);
  expect(fields.key).toHaveLength(1);
  expect(fields.key).not.toEqual(["old"]);

  const sent = await t.post(
    "/account/name",
    { name: fields.name![0]!.replace("\n", ", "), key: fields.key![0]! },
    cookiesOf(res),
  );
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/account?did=renamed"]);
});

test("passwords typed into the form are not carried", () => {
  const data = new FormData();
  data.set("current_password", "secret");
  data.set("note", "kept");
  expect(keepForm("/account/password", "", data)).not.toContain("secret");
});

test("what is too long to carry is said to be lost", async () => {
  const { t } = await aDemonstration();
  t.clock.set(expire);
  const html = await (await t.post("/account/name", { name: "x".repeat(300_000) })).text();
  expect(html).toContain("too long to keep here");
  expect(fieldsOf(html).kept).toBe(undefined);
});

test.each([
  "not json",
  "null",
  "[]",
  '{"to":"https://elsewhere.example","fields":[]}',
  '{"to":"//elsewhere.example","fields":[]}',
  '{"to":"/families","fields":[{"name":"__proto__"}]}',
  '{"to":"/families","fields":{"length":1}}',
])("a waiting form that we did not write is ignored: %s", (kept) => expect(readKept(kept)).toBe(null));

test.each(["/", "/families?page=2", "/sign-in"])("%s is a path of ours", (path) => expect(ownPath(path)).toBe(path));
test.each(["", "families", "//x", "/\\x", "/a\nb", "/a\\b", `/${"x".repeat(2001)}`])("%j is not", (path) =>
  expect(ownPath(path)).toBe(""),
);
