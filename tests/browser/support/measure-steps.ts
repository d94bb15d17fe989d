import { expect } from "vitest";
import { answer, open, press, type Walk } from "./walk.ts";

/** Which of its number codes every item of a measure is answered with: the first time, and after the course. */
const ANSWERS: Record<string, readonly [before: string, after: string]> = {
  SDQ: ["1", "0"],
  "PHQ-9": ["2", "0"],
  "GAD-7": ["2", "1"],
  BPSES: ["3", "5"],
  SWEMWBS: ["2", "4"],
  GBO: ["2", "7"],
  recount: ["4", "1"],
};

export type Occasion = "Before" | "After";

/** The addresses of what is asked on an occasion, as the person's page of measures links to them. */
export async function askedOn(walk: Walk, enrolmentId: string, occasion: Occasion): Promise<string[]> {
  await open(walk, `/enrolments/${enrolmentId}/measures`);
  const links = walk.page.getByRole("link", { name: new RegExp(`, ${occasion}$`) });
  return links.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).pathname));
}

type Row = { name: string; codes: string[] };

const rowsOf = ({ page }: Walk): Promise<Row[]> =>
  page.locator("[data-keys-row]").evaluateAll((rows) =>
    rows.map((row) => {
      const radios = [...row.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
      return { name: radios[0]!.name, codes: radios.map(({ value }) => value).filter((value) => /^\d+$/.test(value)) };
    }),
  );

const wanted = (title: string, occasion: Occasion): string => {
  const measure = Object.keys(ANSWERS).find((name) => title.toLowerCase().includes(name.toLowerCase()));
  if (!measure) throw new Error(`no answers for ${title}`);
  return ANSWERS[measure]![occasion === "Before" ? 0 : 1];
};

/** Keys one form and saves it. Ends on its result. */
export async function keyAny(walk: Walk, path: string, occasion: Occasion): Promise<void> {
  await open(walk, `${path}/keying`);
  const title = await walk.page.locator("h1").innerText();
  if (title.includes("SDQ")) return keySdq(walk, occasion);
  await answer(walk, { mode: "in-session" });
  for (const { name, codes } of await rowsOf(walk)) {
    const code = wanted(title, occasion);
    await walk.page.locator(`[name="${name}"][value="${codes.includes(code) ? code : codes[0]}"]`).check();
  }
  await walk.look(`keying-${nameOf(title)}-${occasion.toLowerCase()}`);
  await press(walk, "Save and score");
  await walk.look(`score-${nameOf(title)}-${occasion.toLowerCase()}`);
}

const nameOf = (title: string) =>
  title
    .replace(/^(Key|Correct) /, "")
    .split(/[:,]/)[0]!
    .toLowerCase()
    .replaceAll(/\W+/g, "-");

/** An SDQ: its 25 attributes and "no difficulties", which skips the rest. With scripts by keyboard alone, in the time of docs/rules/people-and-words.md. */
async function keySdq(walk: Walk, occasion: Occasion): Promise<void> {
  const digits = (occasion === "Before" ? "2121021210202101212010121" : "1010011100201010101020010").split("");
  await answer(walk, { mode: "in-session" });
  const began = performance.now();
  await (walk.manner.javaScript ? keyByKeyboard(walk, digits) : keyByHand(walk, digits));
  expect(performance.now() - began).toBeLessThan(20_000);
  await walk.look(`keying-sdq-${occasion.toLowerCase()}`);
  await press(walk, "Save and score");
  await walk.look(`score-sdq-${occasion.toLowerCase()}`);
}

async function keyByKeyboard({ page }: Walk, digits: readonly string[]): Promise<void> {
  await page.keyboard.press("Tab");
  for (const digit of digits) await page.keyboard.press(digit);
  expect(await page.locator("[data-keys-progress]").textContent()).toMatch(/^25 of \d+ answered/);
  await page.keyboard.press("0");
}

async function keyByHand({ page }: Walk, digits: readonly string[]): Promise<void> {
  for (const [at, digit] of [...digits, "0"].entries())
    await page.locator(`[name="i-${at + 1}"][value="${digit}"]`).check();
}

/** Follows the list of who is to be asked, and logs a call in one click. */
export async function logACall(walk: Walk, screen: string): Promise<void> {
  await open(walk, "/follow-up");
  await walk.look(screen);
  await press(walk, /No answer|No reply/);
}
