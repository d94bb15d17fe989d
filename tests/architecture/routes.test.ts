import { expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { PERMISSIONS } from "../../src/domain/permissions.ts";
import { sqliteHost } from "../support/hosts.ts";

type Tag = { permission?: string };

const routes = () => createApp(sqliteHost().deps!).routes.filter(({ method }) => method !== "ALL");

/** The tags that stand on each route, by "METHOD path". */
function tags(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { method, path, handler } of routes()) {
    const name = `${method} ${path}`;
    const permission = (handler as unknown as Tag).permission;
    found.set(name, [...(found.get(name) ?? []), ...(permission ? [permission] : [])]);
  }
  return found;
}

test("every route asks for exactly one permission, or says that it is for everyone", () => {
  const wrong = [...tags()].filter(
    ([, permissions]) => permissions.length !== 1 || !(permissions[0]! in PERMISSIONS || permissions[0] === "public"),
  );
  expect(wrong).toEqual([]);
});

test("no route answers every method", () => {
  const middleware = createApp(sqliteHost().deps!).routes.filter(
    ({ method, path }) => method === "ALL" && !path.endsWith("*"),
  );
  expect(middleware.map(({ path }) => path)).toEqual([]);
});
