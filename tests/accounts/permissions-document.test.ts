import { expect, test } from "vitest";
import { GRANTEES, GRANTS, type Grantee, PERMISSIONS, type Permission } from "../../src/domain/permissions.ts";
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
  const grantees = Object.keys(GRANTEES) as Grantee[];
  expect(cells(lines[start]!)).toEqual(["permission", "allows", ...grantees.map((one) => GRANTEES[one])]);
  expect(rows).toEqual(
    (Object.keys(PERMISSIONS) as Permission[]).map((permission) => [
      `\`${permission}\``,
      PERMISSIONS[permission],
      ...grantees.map((one) => (GRANTS[one].includes(permission) ? "yes" : "")),
    ]),
  );
});
