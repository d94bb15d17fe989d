const L = process.cwd() + "/";
const { nodeDeps } = await import(L + "src/node/deps.ts");
const { crawlers } = await import(L + "bench/crawl/visitors.ts");
const { crawlConfig } = await import(L + "bench/crawl/database.ts");
const { randomId, systemClock } = await import(L + "src/host.ts");
const file = process.argv[2]!, rounds = Number(process.argv[3] ?? 300);
const { deps, database } = nodeDeps({ file, config: crawlConfig(), clock: systemClock, newId: randomId });
const { people } = crawlers(deps, database.raw);
const r = database.raw.prepare("select r.id, r.reference, r.family_id f, e.run_id, e.id e from referral r join enrolment e on e.referral_id=r.id join run on run.id=e.run_id join run_staff s on s.run_id=run.id and s.user_id='user-dan' where r.state='started' and r.from_organisation_id=(select organisation_id from membership where user_id='user-priya' limit 1) order by r.reference limit 1").get() as any;
const s = database.raw.prepare("select id from session where run_id=? order by number limit 1").get(r.run_id) as any;
const pages: [string,string,string][] = [["home practitioner","priya","/"],["home manager","marcus","/"],["home facilitator","dan","/"],["family","priya","/families/"+r.f],["referral made","priya","/referrals/"+r.id],["referral received","dan","/referrals/"+r.id],["register","dan","/sessions/"+s.id+"/register"]];
const out: Record<string, number> = { };
for (const [name, who, path] of pages) {
  const p = people.find((x: any) => x.userId === "user-"+who)!;
  for (let i=0;i<150;i++) { const a = await p.get(path); if (a.status!==200) throw new Error(name+" "+a.status); }
  const c0 = process.cpuUsage(); for (let i=0;i<rounds;i++) await p.get(path); const c = process.cpuUsage(c0);
  out[name] = (c.user + c.system) / 1000 / rounds;
}
console.log(JSON.stringify({ ref: r.reference, ...out }));
process.exit(0);
