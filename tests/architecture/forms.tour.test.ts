import { expect, test } from "vitest";
import type { Filled } from "../support/filled-form.ts";
import { attributeOf, byClass, byId, elementsIn, hrefsOf, textOf } from "../support/html.ts";
import { linesOf, longAnswersOf } from "../support/long-text.ts";
import { type Route, type Stop, signedInRoutes, stopAt, validPost } from "../support/route-tour.ts";

/** A form's page; undefined where nothing can be read at the address that is posted to. */
async function pageOf({ t, address }: Stop): Promise<string | undefined> {
  const res = await t.get(address);
  return res.status === 200 ? res.text() : undefined;
}

/** Whatever else is right or wrong with a text, its length is not. */
const TOO_LONG = /must be [\d,]+ characters or fewer/;

test.each(signedInRoutes("POST"))(
  "POST $path tells the most that a long answer may hold, and takes that much",
  async (route) => {
    const stop = await stopAt(route);
    const html = await pageOf(stop);
    if (html === undefined) return;
    const answers = longAnswersOf(html);
    expect(answers.filter(({ told }) => told === null)).toEqual([]);
    const form = await validPost(stop, route.path);
    for (const { name, told } of answers) {
      if (!(name in form)) continue;
      const sent = async (length: number) => {
        const res = await stop.t.post(stop.address, {
          ...form,
          key: [`k-${name}-${length}`],
          [name]: [linesOf(length)],
        });
        const said = await res.text();
        return { status: res.status, isTooLong: TOO_LONG.test(said) };
      };
      expect([name, await sent(told! + 1)]).toEqual([name, { status: 422, isTooLong: true }]);
      expect([name, (await sent(told!)).isTooLong]).toEqual([name, false]);
    }
  },
);

/** The entries of a page's error summary that lead to no control of the page, nor to a page of ours. */
function astray(html: string): string[] {
  return byClass(html, "govuk-error-summary__list")
    .flatMap((list) => elementsIn(list).filter(({ tagName }) => tagName === "li"))
    .filter((entry) => {
      const link = elementsIn(entry).find(({ tagName }) => tagName === "a");
      const href = (link && attributeOf(link, "href")) ?? "";
      return href.startsWith("#") ? byId(html, href.slice(1)) === undefined : !href.startsWith("/");
    })
    .map(textOf);
}

/** What is wrong with a whole form, each in its way: nothing at all, only its hidden fields, blanks, nonsense, an old version. */
function* wrongOnes(form: Filled): Generator<[is: string, Filled]> {
  const all = (value: string) => Object.fromEntries(Object.keys(form).map((name) => [name, [value]]));
  yield ["nothing", {}];
  yield ["blanks", { ...all(""), version: form.version ?? ["1"] }];
  yield ["nonsense", { ...all("~"), version: form.version ?? ["1"] }];
  yield ["an old version", { ...form, version: ["0"] }];
  yield ["a version to come", { ...form, version: ["99"] }];
}

async function complaintsAbout(route: Route): Promise<unknown[]> {
  let stop = await stopAt(route);
  const form = await validPost(stop, route.path);
  const wrong: unknown[] = [];
  for (const [is, fields] of wrongOnes(form)) {
    const res = await stop.t.post(stop.address, { ...fields, key: [`k ${is}`] });
    const lost = astray(await res.text());
    if (lost.length > 0) wrong.push([is, res.status, ...lost]);
    if (res.status < 400) stop = await stopAt(route);
  }
  return wrong;
}

test.each(signedInRoutes("POST"))("POST $path: each complaint leads to a control of the page", async (route) => {
  expect(await complaintsAbout(route)).toEqual([]);
});

test.each([
  ["/sessions/:id/register", "Mark at least one person", /^#mark-/],
  ["/assessments/:id/totals", "Type at least one total, or say why it was not collected", /^#t-/],
  ["/assessments/:id/keying", "Key at least one answer, or say why it was not collected", /^#i-1$/],
  ["/assessments/:id/second-keying", "Key at least one answer", /^#i-1$/],
])("POST %s without an answer leads to the first that it asks for", async (path, text, href) => {
  const stop = await stopAt(signedInRoutes("POST").find((route) => route.path === path)!);
  const form = await validPost(stop, path);
  const kept = Object.entries(form).filter(([name]) => !/^(mark|t|i)-/.test(name));
  const html = await (await stop.t.post(stop.address, { ...Object.fromEntries(kept), key: ["empty"] })).text();
  expect(hrefsOf(html, text)).toEqual([expect.stringMatching(href)]);
});
