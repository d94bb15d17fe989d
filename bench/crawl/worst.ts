import type Database from "better-sqlite3";
import type { Crawler } from "./visitors.ts";

/** The heaviest record of each kind that somebody of an organisation may open; each asks for one id, by the organisation's. */
const HEAVIEST: readonly (readonly [address: string, sql: string])[] = [
  [
    "/families/:id",
    `select f.id from family f join audit a on a.family_id = f.id where f.organisation_id = ?1
     group by f.id order by count(*) desc limit 1`,
  ],
  [
    "/families/:id",
    `select f.id from family f where f.organisation_id = ?1 order by
     (select count(*) from person p where p.family_id = f.id) + (select count(*) from behaviour_check c where c.family_id = f.id) desc limit 1`,
  ],
  [
    "/referrals/:id",
    `select r.id from referral r join referral_event e on e.referral_id = r.id
     where ?1 in (r.from_organisation_id, r.to_organisation_id) group by r.id order by count(*) desc, r.id desc limit 1`,
  ],
  [
    "/runs/:id",
    `select r.id from run r where r.organisation_id = ?1 order by
     (select count(*) from session s where s.run_id = r.id) * (select count(*) from enrolment e where e.run_id = r.id) desc limit 1`,
  ],
  [
    "/enrolments/:id",
    `select e.id from enrolment e join run r on r.id = e.run_id where r.organisation_id = ?1 order by
     (select count(*) from assessment a where a.enrolment_id = e.id and a.state = 'done') desc limit 1`,
  ],
  [
    "/cohorts/:id",
    `select p.id from programme p order by
     (select count(*) from referral r where r.programme_id = p.id and ?1 in (r.from_organisation_id, r.to_organisation_id)) desc limit 1`,
  ],
];

/** Where the heaviest pages of an organisation begin; what hangs on them is found by their links. */
export function heaviest(raw: Database.Database, { organisationId }: Crawler): string[] {
  return HEAVIEST.flatMap(([address, sql]) => {
    const row = raw.prepare(sql).get({ 1: organisationId }) as { id: string } | undefined;
    return row ? [address.replace(":id", row.id)] : [];
  });
}

/** Searches that a form begins: for a name that hundreds have, and for everybody to whom the best-known family was shown. */
export async function searches(raw: Database.Database, crawler: Crawler): Promise<string[]> {
  const { name } = raw
    .prepare("select family_name as name from person where family_name <> '' group by 1 order by count(*) desc limit 1")
    .get() as { name: string };
  const [family] = heaviest(raw, crawler).filter((address) => address.startsWith("/families/"));
  const reference = family
    ? (raw.prepare("select reference from family where id = ?").get(family.split("/")[2]) as { reference: string })
    : { reference: "" };
  const found = await Promise.all([
    crawler.post("/families/search", { name }),
    crawler.post("/audit/families", { reference: reference.reference }),
  ]);
  return found.filter((address) => address !== null);
}
