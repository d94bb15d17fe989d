import { expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { can } from "../../src/web/can.ts";
import { factory } from "../../src/web/factory.ts";
import { reading, unlooked } from "../../src/web/reading.ts";
import { sqliteHost } from "../support/hosts.ts";

const planted = (path: string) =>
  factory.createApp().get(path, can("family:read"), (c) => c.text("a page that shows somebody"));

test("a page behind a permission that does not say what the trail keeps of it is found", () => {
  expect(unlooked(planted("/planted").routes)).toEqual(["/planted"]);
});

test("one that says it, in an entry or in the words, is mounted", () => {
  const said = factory.createApp().get(
    "/said",
    reading(
      "settings:read",
      {},
      () => ({}),
      "nothing-personal",
      (c) => c.text("settings"),
    ),
  );
  expect(unlooked(said.routes)).toEqual([]);
});

test("what answers a post is not a look", () => {
  const post = factory.createApp().post("/post", can("family:write"), (c) => c.text("done"));
  expect(unlooked(post.routes)).toEqual([]);
});

test("the app does not start with such a page, and names it", () => {
  const deps = sqliteHost().deps!;
  expect(() => createApp(deps, [[["/families", planted("/:familyId/planted")]]])).toThrow(
    "These pages do not say what the trail keeps of them (src/web/reading.ts): /families/:familyId/planted",
  );
  expect(unlooked(createApp(deps).routes)).toEqual([]);
});
