import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/hosts.ts";

const FEATURES = join(ROOT, "src/features");
const MOST_IN_A_ROOM = 20;

type Rule = { name: string; from: { path: string }; to: { path: string } };

const { default: config } = (await import(join(ROOT, ".dependency-cruiser.cjs"))) as { default: { forbidden: Rule[] } };

/** The rooms that the dependency rules know, as "feature/room". */
const ordered = new Set(
  config.forbidden
    .filter(({ name }) => name === "rooms-stand-in-order")
    .flatMap(({ from, to }) => {
      const [, feature, room] = /^\^src\/features\/([^/]+)\/([^/]+)\/$/.exec(from.path)!;
      const above = /\((.*)\)/.exec(to.path)![1]!.split("|");
      return [room!, ...above].map((each) => `${feature}/${each}`);
    }),
);

const folders = (path: string) => readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());

const rooms = folders(FEATURES).flatMap(({ name }) =>
  folders(join(FEATURES, name)).map((room) => `${name}/${room.name}`),
);

test("every room of a feature has its place in the order of rooms", () => {
  expect(rooms.filter((room) => !ordered.has(room))).toEqual([]);
  expect([...ordered].filter((room) => !rooms.includes(room))).toEqual([]);
});

test("a room holds at most 20 files, so that it can be seen whole", () => {
  const every = [...folders(FEATURES).map(({ name }) => name), ...rooms];
  const size = (room: string) => readdirSync(join(FEATURES, room)).filter((name) => name.endsWith(".ts")).length;
  expect(every.filter((room) => size(room) > MOST_IN_A_ROOM)).toEqual([]);
});
