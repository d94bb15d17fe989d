import { readRoot } from "./hosts.ts";

/** The codes that a column's CHECK lists in the migration. */
function codesOf(table: string, column: string): string[] {
  const sql = readRoot("migrations/0005_programmes_and_referrals.sql");
  const body = new RegExp(`create table ${table} \\(([\\s\\S]*?)\\n\\) strict`).exec(sql)?.[1] ?? "";
  const list = new RegExp(`${column} in \\(([^)]*)\\)`).exec(body)?.[1] ?? "";
  return list.split(",").map((code) => code.trim().replaceAll("'", ""));
}

export const referralStates = () => codesOf("referral", "state");
export const referralVerbs = () => codesOf("referral_event", "verb");
