import Database from "better-sqlite3";
import { beforeEach, expect, test } from "vitest";
import { migratedDatabase } from "../support/hosts.ts";
import { brokenChains, inTheFuture, namesInViews, realNumbers, unaudited } from "../support/soundness.ts";

const NOW = "2026-03-02T09:00:00.000Z";
const LATER = "2026-03-09T09:00:00.000Z";

let raw: Database.Database;

beforeEach(() => {
  raw = new Database(migratedDatabase());
  raw.pragma("foreign_keys = OFF");
});

const insert = (table: string, row: Record<string, string | number>) =>
  raw
    .prepare(
      `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.keys(row)
        .map(() => "?")
        .join(", ")})`,
    )
    .run(...Object.values(row));

const family = (at: string) =>
  insert("family", {
    id: "f",
    organisation_id: "o",
    reference: "F-22222",
    opened_on: at.slice(0, 10),
    created_at: at,
    created_by: "u",
  });

test("an empty database is sound", () => {
  expect([brokenChains(raw), inTheFuture(raw, NOW), realNumbers(raw), namesInViews(raw), unaudited(raw)]).toEqual([
    [],
    [],
    [],
    [],
    [],
  ]);
});

test("a record without a line in the trail is found, and one that is dated ahead", () => {
  family(LATER);
  expect(unaudited(raw)).toEqual([`family at ${LATER}`]);
  expect(inTheFuture(raw, NOW)).toEqual(["family.opened_on", "family.created_at"]);
});

test("a record that does not stand where its log says is found", () => {
  const offer = { id: "o", family_id: "f", carer_id: "p", support: "cbt", created_at: NOW, created_by: "u" };
  insert("offer", { ...offer, state: "accepted", version: 2 });
  insert("offer_event", { offer_id: "o", version: 1, state: "offered", on_day: "2026-03-02", at: NOW, by: "u" });
  expect(brokenChains(raw)).toEqual(["offer o"]);
});

test("a number that somebody could answer is found, wherever it was typed; one kept for fiction is not", () => {
  insert("note", { id: "n", text: "Ring 0113 243 0000 or 07700 900123", created_at: NOW, created_by: "u" });
  expect(realNumbers(raw)).toEqual(["note.text: 01132430000"]);
});

test("a name that reaches a view of the evaluator is found", () => {
  const person = {
    id: "p",
    family_id: "f",
    kind: "carer",
    given_name: "Hyacinth",
    birth_certainty: "not-known",
    sex: "F",
  };
  const rest = {
    ethnicity: "NOBT",
    ethnicity_stated_by: "not-stated",
    disability: "no",
    interpreter: "no",
    reading_help: "no",
  };
  insert("person", { ...person, ...rest, created_at: NOW, created_by: "u" });
  raw.exec("create view v_leak as select given_name from person");
  expect(namesInViews(raw)).toEqual(["v_leak.given_name: Hyacinth"]);
});
