import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { withoutIndexes } from "../../scripts/seed/bulk/indexes.ts";
import { migratedDatabase } from "../support/hosts.ts";

test("while copying, what a trigger reads keeps its indexes; the rest goes, and all is put back", () => {
  const raw = new Database(migratedDatabase());
  const indexes = () =>
    raw.prepare("select name from sqlite_master where type = 'index' and sql is not null order by name").pluck().all();
  const before = indexes();
  const putBack = withoutIndexes(raw);
  const left = indexes();
  // A trigger asks for each new score whether it is the newest of its answer sheet.
  expect(left).toContain("score_response");
  expect(left).not.toContain("name_key_part");
  putBack();
  expect(indexes()).toEqual(before);
});
