import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NOT_OFFERED_REASONS, NOT_OFFERED_TO_CARER, SUPPORTS, SUPPORTS_TO_CARER } from "../../src/domain/support.ts";
import { BEHAVIOURS, CHALLENGE, HOW_OFTEN } from "../../src/features/behaviour/check/behaviours.ts";
import {
  BEHAVIOURS_TO_CARER,
  CHALLENGE_TO_CARER,
  HOW_OFTEN_TO_CARER,
} from "../../src/features/behaviour/check/carer-words.ts";
import { ANSWERS } from "../../src/features/behaviour/rule/route-rule.ts";
import { DECLINED_REASONS, OFFER_STATES } from "../../src/features/offers/offer.ts";
import { STATES } from "../../src/features/referrals/referral/states.ts";
import { DECLINE_REASONS } from "../../src/features/referrals/referral/words.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { aCheck, aNeedAssessment } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { elementsIn, fieldsOf, readHtml, textOf } from "../support/html.ts";

const ROOT = join(import.meta.dirname, "../..");

type Words = Readonly<Record<string, string>>;

/** Each staff list that a carer may meet, with its words to the carer; null where a carer's page never tells of it. */
const LISTS: readonly [name: string, staff: Words, toCarer: Words | null][] = [
  ["behaviours", BEHAVIOURS, BEHAVIOURS_TO_CARER],
  ["how often", HOW_OFTEN, HOW_OFTEN_TO_CARER],
  ["how much", CHALLENGE, CHALLENGE_TO_CARER],
  ["supports", SUPPORTS, SUPPORTS_TO_CARER],
  ["why not offered", NOT_OFFERED_REASONS, NOT_OFFERED_TO_CARER],
  ["what the rule says", ANSWERS, null],
  ["offer states", OFFER_STATES, null],
  ["why a carer declined", DECLINED_REASONS, null],
  ["why a provider declined", DECLINE_REASONS, null],
  ["referral states", STATES, null],
];

/** Every model that prints on paper or wears the carer's layout, and who reads it. A new one must say. */
const PRINTS: Readonly<Record<string, "carer" | "staff">> = {
  "src/features/behaviour/deciding/letter-page.ts": "carer",
  "src/features/questionnaires/paper/paper-page.ts": "carer",
  "src/features/family-file/print-page.ts": "staff",
  "src/features/runs/register/register-page.ts": "staff",
};

const lower = (text: string) => text.toLowerCase().replaceAll("’", "'");
const isPhrase = (label: string) => /\s/.test(label);

/** The staff labels in a text: a phrase anywhere, a single word where it stands as a label does, by itself or before a colon. */
function staffLabelsIn(html: string): string[] {
  const lines = elementsIn(readHtml(html))
    .filter(({ tagName }) => ["p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3"].includes(tagName))
    .map((one) => lower(textOf(one)));
  const labels = LISTS.flatMap(([, staff]) => Object.values(staff)).map(lower);
  return labels.filter((label) =>
    lines.some((line) =>
      isPhrase(label) ? line.includes(label) : line === label || line === `${label}.` || line.startsWith(`${label}:`),
    ),
  );
}

test("every staff list that a carer may meet has its own words to the carer, none of them the staff's", () => {
  for (const [name, staff, toCarer] of LISTS) {
    if (!toCarer) continue;
    expect([name, Object.keys(toCarer)]).toEqual([name, Object.keys(staff)]);
    for (const [code, words] of Object.entries(toCarer)) {
      const label = lower((staff as Words)[code]!);
      expect([name, code, isPhrase(label) ? lower(words).includes(label) : lower(words) === label]).toEqual([
        name,
        code,
        false,
      ]);
    }
  }
});

test("every page for paper or for a carer says who reads it", () => {
  const found = globSync("src/**/*.ts", { cwd: ROOT }).filter((file) =>
    /@layouts\/(print|carer)/.test(readFileSync(join(ROOT, file), "utf8")),
  );
  expect(found.toSorted()).toEqual(Object.keys(PRINTS).toSorted());
});

const EVERYTHING = Object.keys(BEHAVIOURS).map((behaviour, at) => ({
  behaviour: behaviour as keyof typeof BEHAVIOURS,
  how_often: Object.keys(HOW_OFTEN)[at % 8] as keyof typeof HOW_OFTEN,
  challenge: Object.keys(CHALLENGE)[at % 5] as keyof typeof CHALLENGE,
}));

async function letterOf(
  t: TestApp,
  items: Parameters<typeof aCheck>[2] & object,
  decision: Record<string, unknown>,
  need = false,
) {
  const who = await aHousehold(t);
  const check = await aCheck(t, who, items);
  if (need) await aNeedAssessment(t, who);
  const { version, seen } = fieldsOf(await (await t.get(`/checks/${check.id}`)).text());
  const form = { key: t.newId(), version: version![0], seen: seen![0], ...decision } as Record<string, string>;
  expect((await t.post(`/checks/${check.id}/decision`, form)).status).toBe(303);
  const { id } = await t.db
    .selectFrom("route_decision")
    .where("check_id", "=", check.id)
    .select("id")
    .executeTakeFirstOrThrow();
  const html = await (await t.get(`/decisions/${id}/letter`)).text();
  const ready = await t.post(`/decisions/${id}/letter`, { key: t.newId() });
  return { html, paper: await (await t.get(ready.headers.get("location")!)).text() };
}

test("no letter holds a staff label, whatever was told, recommended and decided", async () => {
  const t = await testApp({ as: "alice" });
  const letters: string[] = [];
  for (const whyOtherwise of Object.keys(NOT_OFFERED_REASONS))
    letters.push(
      ...Object.values(await letterOf(t, { items: EVERYTHING }, { decided: "not-now", whyOtherwise }, true)),
    );
  for (const route of Object.keys(SUPPORTS))
    letters.push(
      ...Object.values(
        await letterOf(t, { items: EVERYTHING }, { decided: "offer", routes: route, whyOtherwise: "no-place" }),
      ),
    );
  for (const how_often of ["1", null] as const)
    letters.push(
      ...Object.values(
        await letterOf(t, { items: [{ behaviour: "refuses", how_often, challenge: "3" }] }, { decided: "not-now" }),
      ),
    );
  for (const html of letters) expect(staffLabelsIn(html)).toEqual([]);
});

test("a staff label in a letter would be found", () => {
  expect(staffLabelsIn("<ul><li>Hurts the carer or another adult: about weekly</li></ul>")).not.toEqual([]);
  expect(staffLabelsIn("<p>Toileting</p>")).toEqual(["toileting"]);
  expect(staffLabelsIn("<p>The reason: crisis first.</p>")).toEqual(["crisis first"]);
  expect(staffLabelsIn("<p>You can find others online.</p>")).toEqual([]);
});
