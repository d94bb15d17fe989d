import { expect, test } from "vitest";
import { ROLES, type Role } from "../../src/domain/actor.ts";
import { GRANTS, PERMISSIONS, type Permission } from "../../src/domain/permissions.ts";
import { readRoot } from "../support/hosts.ts";

const cells = (line: string) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

test("docs/permissions.md says what the code grants, in the same words and order", () => {
  const lines = readRoot("docs/permissions.md").split("\n");
  const start = lines.findIndex((line) => line.startsWith("| permission |"));
  const rows = lines.slice(start + 2, start + 2 + Object.keys(PERMISSIONS).length).map(cells);
  const roles = Object.keys(ROLES) as Role[];
  expect(cells(lines[start]!)).toEqual(["permission", "allows", ...roles.map((role) => ROLES[role])]);
  expect(rows).toEqual(
    (Object.keys(PERMISSIONS) as Permission[]).map((permission) => [
      `\`${permission}\``,
      PERMISSIONS[permission],
      ...roles.map((role) => (GRANTS[role].includes(permission) ? "yes" : "")),
    ]),
  );
});
