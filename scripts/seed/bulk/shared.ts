import type Database from "better-sqlite3";
import type { Catalogue } from "./casting.ts";
import { idInCopy } from "./copying.ts";
import { PROVIDERS, type Worker } from "./staff.ts";
import type { Schema } from "./tables.ts";
import type { Row, Unit } from "./units.ts";

const DEMONSTRATION_PROVIDERS = ["org-willow", "org-harbour"];

type Said = Record<string, string | number | null>;

const insert = (raw: Database.Database, table: string, row: Said) => {
  const columns = Object.keys(row);
  raw
    .prepare(
      `insert into "${table}" (${columns.map((name) => `"${name}"`).join(", ")}) values (${columns.map(() => "?").join(", ")})`,
    )
    .run(Object.values(row));
};

/** What the installation has once, as one unit: it is copied to the beginning of the years. */
export function sharedUnit(told: Database.Database, { shared }: Schema, ofNobody: Unit["rows"]): Unit {
  const rows = new Map(
    shared.map((table) => {
      // By name: a generated column is in no insert.
      const columns = table.columns.map((column) => `"${column}"`).join(", ");
      return [table, told.prepare(`select ${columns} from "${table.name}"`).raw().all() as Row[]] as const;
    }),
  );
  return { rows: new Map([...rows, ...ofNobody]), from: "", to: "" };
}

const select = (told: Database.Database, sql: string, ...given: string[]) => told.prepare(sql).all(...given) as Said[];

/** Which programmes and versions of the demonstration another provider has, by the ids that they have there. */
export function catalogueOf(told: Database.Database): Catalogue {
  const catalogue = new Map<string, Map<string, string>>();
  for (const [at, organisationId] of DEMONSTRATION_PROVIDERS.entries()) {
    const ids = select(
      told,
      `select id from programme where organisation_id = ? union
       select v.id from programme_version v join programme p on p.id = v.programme_id where p.organisation_id = ?`,
      organisationId,
      organisationId,
    ).map(({ id }) => String(id));
    const providers = at === 0 ? PROVIDERS.parenting : PROVIDERS.cbt;
    for (const [number, provider] of providers.entries())
      catalogue.set(
        provider.id,
        new Map(ids.map((id) => [id, number === 0 ? id : idInCopy(id, { number, shift: 0, cast: new Map() })])),
      );
  }
  return catalogue;
}

/** The providers beside those of the demonstration, each with its programmes: the same, by other names. */
export function insertProviders(raw: Database.Database, catalogue: Catalogue): void {
  for (const providers of Object.values(PROVIDERS)) {
    const [first, ...others] = providers;
    for (const provider of others) {
      const [like] = select(raw, "select * from organisation where id = ?", first!.id);
      const { id, name, shortName: short_name, telephone } = provider;
      const email = `hello@${short_name.toLowerCase().replaceAll(" ", "-")}.example`;
      insert(raw, "organisation", { ...like!, id, name, short_name, telephone, email, data_contact: email });
      for (const [told, now] of catalogue.get(provider.id)!) copyProgramme(raw, told, now, [first!.brand, provider]);
      for (const [told, now] of catalogue.get(provider.id)!) copyVersion(raw, told, now, catalogue.get(provider.id)!);
    }
  }
}

function copyProgramme(raw: Database.Database, told: string, now: string, to: [string, { id: string; brand: string }]) {
  const [brand, provider] = to;
  for (const row of select(raw, "select * from programme where id = ?", told)) {
    const name = String(row.name).replace(brand, provider.brand);
    insert(raw, "programme", { ...row, id: now, organisation_id: provider.id, name });
  }
}

function copyVersion(raw: Database.Database, told: string, now: string, ids: ReadonlyMap<string, string>) {
  for (const row of select(raw, "select * from programme_version where id = ?", told)) {
    insert(raw, "programme_version", { ...row, id: now, programme_id: ids.get(String(row.programme_id))! });
    for (const item of select(raw, "select * from plan_item where programme_version_id = ?", told))
      insert(raw, "plan_item", { ...item, programme_version_id: now });
  }
}

/** Everybody who came and went beside the people of the demonstration, with the same password. */
export function insertStaff(raw: Database.Database, staff: readonly Worker[]): void {
  const [like] = select(raw, "select * from account limit 1");
  for (const { id, name, email, role, organisationId, from, to } of staff) {
    const at = `${from}T09:00:00.000Z`;
    const stamps = { created_at: at, updated_at: at };
    const disabled_at = to === null ? null : `${to}T17:00:00.000Z`;
    insert(raw, "user", { id, name, email, email_verified: 1, demonstration: 1, disabled_at, ...stamps });
    insert(raw, "account", { ...like!, id: `account-${id}`, account_id: id, user_id: id, ...stamps });
    insert(raw, "membership", {
      id: `membership-${id}-0`,
      user_id: id,
      organisation_id: organisationId,
      role,
      from_on: from,
      to_on: to,
      created_at: at,
      created_by: "seed",
    });
  }
}
