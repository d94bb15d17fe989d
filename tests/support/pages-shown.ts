import { expect } from "vitest";
import type { Fields, TestApp } from "./app.ts";
import { attributeOf, elementsIn, fieldsOf, readHtml } from "./html.ts";

export type PageShown = { path: string; html: string };

/** Somebody at a screen: every whole page that they are shown is counted. */
export function atTheScreen(t: TestApp) {
  const shown: PageShown[] = [];

  const look = async (path: string): Promise<PageShown> => {
    const res = await t.get(path);
    expect([path, res.status]).toEqual([path, 200]);
    shown.push({ path, html: await res.text() });
    return shown.at(-1)!;
  };

  /** Sends the form of a page, with what already stands in it, to where it goes; follows to the page that comes next. */
  const send = async (page: PageShown, typed: Fields): Promise<PageShown> => {
    const form = elementsIn(readHtml(page.html)).findLast(
      (one) =>
        one.tagName === "form" && attributeOf(one, "method") === "post" && attributeOf(one, "action") !== "/sign-out",
    );
    const res = await t.post((form && attributeOf(form, "action")) ?? page.path, {
      ...fieldsOf(page.html),
      key: t.newId(),
      ...typed,
    });
    const location = res.headers.get("location");
    const said = res.status === 303 ? "" : (/error-summary[\s\S]{0,600}/.exec(await res.text())?.[0] ?? "");
    expect([page.path, res.status, said]).toEqual([page.path, 303, ""]);
    return look(location!);
  };

  return { shown, look, send };
}

/** The way that a page offers under these words: a link, or a button that is one. */
export function wayTo(html: string, words: RegExp): string {
  const link = elementsIn(readHtml(html)).find((one) => one.tagName === "a" && words.test(textIn(one)));
  if (!link) throw new Error(`no way to ${words}`);
  return attributeOf(link, "href")!;
}

const textIn = (element: Parameters<typeof elementsIn>[0]): string => {
  if ("value" in element && element.nodeName === "#text") return element.value;
  return "childNodes" in element ? element.childNodes.map((one) => textIn(one)).join("") : "";
};

/** Where the ways lead that a page names as what comes next, its button first. */
export function waysOn(html: string): string[] {
  const main = elementsIn(readHtml(html)).find((one) => attributeOf(one, "id") === "main")!;
  const all = elementsIn(main);
  const heading = all.findIndex((one) => one.tagName === "h2" && textIn(one).trim() === "What comes next");
  if (heading === -1) return [];
  const end = all.findIndex((one, at) => at > heading && (one.tagName === "h2" || one.tagName === "dl"));
  return all
    .slice(heading, end === -1 ? undefined : end)
    .filter(({ tagName }) => tagName === "a")
    .map((one) => attributeOf(one, "href")!);
}
