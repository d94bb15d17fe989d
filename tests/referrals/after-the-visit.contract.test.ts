import { expect, test } from "vitest";
import { aHouseholdToCheck } from "../behaviour/checking.ts";
import type { TestApp } from "../support/app.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import { atTheScreen, type PageShown, wayTo } from "../support/pages-shown.ts";
import { aProgramme } from "../support/programme-factories.ts";
import { aRun } from "../support/run-factories.ts";

const MOST_PAGES = 8;

const said = ({ html }: PageShown) => textOf(readHtml(html));

/** What is typed on the page that stands there, by the end of its address. */
const ANSWERS = {
  reason: { source: "1C", reason: "Mornings before school are very hard." },
  agreements: { share: "given", "contact-telephone": "given", how: "in-person" },
  needs: { childcare: "yes", transport: "no" },
  availability: { free: ["2-morning"] },
} as const;

async function aCheckJustSaved() {
  const { t, who, form, url } = await aHouseholdToCheck();
  const programme = await aProgramme(t);
  const screen = atTheScreen(t);
  const res = await t.post(url, form());
  const check = await screen.look(res.headers.get("location")!);
  return { t, who, programme, screen, check };
}

/** Goes on, page by page, to the reference. */
async function toTheReference(screen: ReturnType<typeof atTheScreen>, from: PageShown): Promise<PageShown> {
  let page = from;
  for (let pages = 0; pages < 10 && !said(page).includes("Referral submitted"); pages += 1) {
    const task = /\/referrals\/[^/?]+\/([a-z-]+)/.exec(page.path)?.[1] ?? "";
    page = await screen.send(page, task in ANSWERS ? ANSWERS[task as keyof typeof ANSWERS] : {});
  }
  return page;
}

const referralsOf = (t: TestApp, carerId: string) =>
  t.db.selectFrom("referral").where("carer_id", "=", carerId).select(["id", "state", "programme_id"]).execute();

test("from a saved check to a submitted referral in at most eight pages, when nothing is on file", async () => {
  const { t, who, programme, screen, check } = await aCheckJustSaved();
  const begun = await screen.send(check, {
    decided: "offer",
    accepted: "parenting",
    programmeParenting: programme.programmeId,
  });
  const sent = await toTheReference(screen, begun);
  expect(said(sent)).toMatch(/Reference R-/);
  expect(screen.shown.map(({ path }) => path.replace(/^\/(checks|referrals)\/[^/?]+/, "").replace(/\?.*/, ""))).toEqual(
    ["", "/reason", "/agreements", "/needs", "/availability", "/check-answers", "/submission"],
  );
  expect(screen.shown.length).toBeLessThanOrEqual(MOST_PAGES);
  expect(await referralsOf(t, who.carerId)).toMatchObject([
    { state: "submitted", programme_id: programme.programmeId },
  ]);
});

test("where the programme is chosen later it is still at most eight", async () => {
  const { programme, screen, check } = await aCheckJustSaved();
  const choosing = await screen.send(check, { decided: "offer", accepted: "parenting" });
  expect(choosing.path).toMatch(/^\/referrals\/new\?offer=/);
  const sent = await toTheReference(screen, await screen.send(choosing, { programme: programme.programmeId }));
  expect(said(sent)).toMatch(/Reference R-/);
  expect(screen.shown.length).toBeLessThanOrEqual(MOST_PAGES);
});

test("what is on file is complete without being opened", async () => {
  const { t, who, screen, check } = await aCheckJustSaved();
  const first = await aProgramme(t);
  const second = await aProgramme(t);
  const begun = await screen.send(check, {
    decided: "offer",
    accepted: "parenting",
    programmeParenting: first.programmeId,
  });
  await toTheReference(screen, begun);
  const [sent] = await referralsOf(t, who.carerId);
  const again = await screen.look(`/referrals/new?offer=${(await offerOf(t, sent!.id)).offer_id}`);
  const next = await screen.send(again, { programme: second.programmeId });
  const pages = screen.shown.length;
  expect(next.path).toMatch(/\/reason\?/);
  const done = await toTheReference(screen, next);
  expect(said(done)).toMatch(/Reference R-/);
  expect(screen.shown.length - pages).toBe(2);
});

const offerOf = (t: TestApp, id: string) =>
  t.db.selectFrom("referral").where("id", "=", id).select("offer_id").executeTakeFirstOrThrow();

test("the answer, its reasons and the decision stand on the saved check", async () => {
  const { check } = await aCheckJustSaved();
  for (const words of [
    "Check saved",
    "Recommended: parenting programme",
    "Refuses or argues, several times a week, challenges the carer a great deal",
    "What did you and the carer decide?",
    "The carer said yes now",
  ])
    expect(said(check)).toContain(words);
  expect(validateHtml(check.html)).toEqual([]);
});

test("each programme says when, where and with how many free places it starts next, and whether the carer can come", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  const run = await aRun(t, { startOn: "2026-03-17", places: 3 });
  await aRun(t, { startOn: "2026-04-14", venueConfidential: "yes", programme: run.programme });
  await t.db.insertInto("availability").values({ person_id: who.carerId, day: 2, part: "morning" }).execute();
  const screen = atTheScreen(t);
  const check = await screen.look((await t.post(url, form())).headers.get("location")!);
  const offerId = (await screen.send(check, { decided: "offer", accepted: "parenting" })).path;
  for (const page of [check, await screen.look(offerId)]) {
    expect(said(page)).toContain(
      "Starts Tuesday 17 March 2026 at 9:30am, Willow Hall, Mill Lane, 3 of 3 places free. Margaret can come then",
    );
    expect(said(page)).toContain(
      "Starts Tuesday 14 April 2026 at 9:30am, place told to whoever is enrolled, 8 of 8 places free",
    );
    expect(said(page)).toContain("Where: A hall");
  }
  await t.db.deleteFrom("availability").where("person_id", "=", who.carerId).execute();
  const asked = said(await screen.look(offerId));
  expect(asked).toContain("When Margaret can come is not asked yet");
  expect(asked).not.toContain("is not one that Margaret named");
  await t.db.insertInto("availability").values({ person_id: who.carerId, day: 4, part: "evening" }).execute();
  expect(said(await screen.look(offerId))).toContain("Tuesday at that time is not one that Margaret named");
});

test("the yes is kept with its day, and nothing is accepted that was not offered", async () => {
  const { t, who, screen, check } = await aCheckJustSaved();
  await screen.send(check, { decided: "offer", accepted: ["parenting", "peer-support"], routes: ["navigator"] });
  const events = await t.db
    .selectFrom("offer_event")
    .innerJoin("offer", "offer.id", "offer_event.offer_id")
    .where("offer.family_id", "=", who.familyId)
    .orderBy("offer.support")
    .orderBy("offer_event.version")
    .select(["offer.support", "offer_event.state", "offer_event.on_day"])
    .execute();
  expect(events.map(({ support, state, on_day }) => [support, state, on_day])).toEqual([
    ["navigator", "offered", "2026-03-02"],
    ["parenting", "offered", "2026-03-02"],
    ["parenting", "accepted", "2026-03-02"],
    ["peer-support", "offered", "2026-03-02"],
    ["peer-support", "accepted", "2026-03-02"],
  ]);
});

test("a programme without the carer’s yes, or from nowhere, is refused with what was typed", async () => {
  const { t, check, programme } = await aCheckJustSaved();
  const url = check.path.replace(/\?.*/, "/decision");
  const { version, seen } = Object.fromEntries(
    [...check.html.matchAll(/name="(version|seen)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const typed = { version, seen, decided: "offer", routes: ["parenting"], note: "Kept as typed" };
  for (const [more, words] of [
    [{ programmeParenting: programme.programmeId }, "tick that the carer said yes"],
    [{ accepted: "parenting", programmeParenting: "nowhere" }, "Select a programme from the list"],
  ] as const) {
    const res = await t.post(url, { key: t.newId(), ...typed, ...more });
    const html = await res.text();
    expect([res.status, html.includes(words), html.includes("Kept as typed")]).toEqual([422, true, true]);
  }
});

test("with an open referral to the programme the yes is kept, and its page says so", async () => {
  const { t, who, programme, screen, check } = await aCheckJustSaved();
  const yes = { decided: "offer", accepted: "parenting", programmeParenting: programme.programmeId };
  await screen.send(check, yes);
  const again = await screen.look(check.path.replace(/\?.*/, "/decision"));
  const choosing = await screen.send(again, yes);
  expect(choosing.path).toMatch(/^\/referrals\/new\?offer=/);
  expect(await referralsOf(t, who.carerId)).toHaveLength(1);
});

test("two who decide at once: one decision, one referral", async () => {
  const { t, who, programme, check } = await aCheckJustSaved();
  const url = check.path.replace(/\?.*/, "/decision");
  const hidden = Object.fromEntries(
    [...check.html.matchAll(/name="(version|seen)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const typed = { ...hidden, decided: "offer", accepted: "parenting", programmeParenting: programme.programmeId };
  const all = await Promise.all([
    t.post(url, { ...typed, key: t.newId() }),
    t.as("nadia").post(url, { ...typed, key: t.newId() }),
  ]);
  expect(all.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await referralsOf(t, who.carerId)).toHaveLength(1);
});

test("the letter and what else was accepted are a press away from the reference", async () => {
  const { programme, screen, check } = await aCheckJustSaved();
  const begun = await screen.send(check, {
    decided: "offer",
    accepted: ["parenting", "cbt"],
    programmeParenting: programme.programmeId,
  });
  const sent = await toTheReference(screen, begun);
  expect(wayTo(sent.html, /Print the letter/)).toMatch(/^\/decisions\/[^/]+\/letter$/);
  expect(wayTo(sent.html, /Start the referral: CBT/)).toMatch(/^\/referrals\/new\?offer=/);
});
