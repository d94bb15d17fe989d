import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("accessibility-checker-engine/ace.js"), "utf8");

/**
 * What the engine takes for wrong and is not: a form without a name is no landmark (HTML-AAM), so that two need no names to be told
 * apart; and a label in words that only a screen reader says is a label.
 */
const NOT_SO = ["aria_form_label_unique", "label_content_exists"];

type Result = { ruleId: string; value: [string, string]; message: string; path: { dom: string } };
type Engine = { Checker: new () => { check: (root: Document, policies: string[]) => Promise<{ results: Result[] }> } };

/** What the second accessibility engine, which was written by other people than the first, is sure is wrong on a page (WCAG 2.2 AA): a line each rule. */
export async function failuresOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "ace" in globalThis)))
    await page.evaluate(`${SOURCE}; globalThis.ace = ace; undefined`);
  const results = await page.evaluate(async (notSo) => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const { Checker } = (globalThis as unknown as { ace: Engine }).ace;
    const { results } = await new Checker().check(document, ["WCAG_2_2"]);
    return results
      .filter(({ value }) => value[0] === "VIOLATION" && value[1] === "FAIL")
      .filter(({ ruleId }) => !notSo.includes(ruleId))
      .map(({ ruleId, message, path }) => ({ ruleId, said: `${ruleId}: ${message} at ${path.dom}` }));
  }, NOT_SO);
  return [...new Map(results.map(({ ruleId, said }) => [ruleId, said])).values()];
}
