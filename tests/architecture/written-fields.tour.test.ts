import { expect, test } from "vitest";
import { formBody } from "../support/app.ts";
import type { Filled } from "../support/filled-form.ts";
import { attributeOf, byTag } from "../support/html.ts";
import { replay, snapshotOf } from "../support/replay.ts";
import { type Stop, signedInRoutes, stopAt, validPost } from "../support/route-tour.ts";

/** A text with something inside; characters are written by their numbers, so that this file itself stays plain. */
const holding = (...codes: number[]) => `Wag${String.fromCodePoint(...codes)}tail`;

/** What no text that is kept may hold, of each kind one (tests/house/written.test.ts has them all). */
const NEVER: Record<string, string> = {
  "a control character": holding(1),
  "a control character of the second set": holding(0x85),
  "a turn of direction": holding(0x202e),
  "an isolated direction": holding(0x2067),
};
const LINE_END = holding(13, 10);
const UNSEEN = String.fromCodePoint(0x3164, 0x2060, 0x3164);

type Boxes = { one: string[]; many: string[] };

/** Names of a page's boxes for one line of text, and of those for several. */
function boxesOf(html: string): Boxes {
  const isText = (type: string) => ["text", "search", "email", "tel", "number"].includes(type);
  const name = (element: Parameters<typeof attributeOf>[0]) => attributeOf(element, "name") ?? "";
  return {
    one: byTag(html, "input")
      .filter((input) => isText(attributeOf(input, "type") ?? "text"))
      .map(name),
    many: byTag(html, "textarea").map(name),
  };
}

async function pageOf({ t, address }: Stop): Promise<string> {
  const page = await t.get(address);
  return page.status === 200 ? page.text() : "";
}

/** Is this text anywhere in what is kept, as it is or inside JSON? */
const isKept = (everything: string, text: string): boolean => {
  const once = JSON.stringify(text).slice(1, -1);
  return everything.includes(once) || everything.includes(JSON.stringify(once).slice(1, -1));
};

type Try = { is: string; fields: Filled; never: string };

/** Every kind in each box for text, one kind in turn in what is chosen or hidden. */
const triesOf = (form: Filled, { one, many }: Boxes): Try[] =>
  Object.keys(form).flatMap((name, at) => {
    const kinds = Object.entries(NEVER);
    const isBox = one.includes(name) || many.includes(name);
    const sent = [
      ...(isBox ? [...kinds, ["nothing that can be seen", UNSEEN] as const] : [kinds[at % kinds.length]!]),
      ...(one.includes(name) ? [["a line end", LINE_END] as const] : []),
    ];
    return sent.map(([what, never]) => ({ is: `${name}: ${what}`, fields: { ...form, [name]: [never] }, never }));
  });

const tried = { one: 0, many: 0 };

test.each(signedInRoutes("POST"))(
  "POST $path keeps no text that can’t be seen or that turns others round",
  async (route) => {
    const stop = await stopAt(route);
    const form = await validPost(stop, route.path);
    const boxes = boxesOf(await pageOf(stop));
    const bytes = await snapshotOf(stop);
    let host = replay(bytes, stop);
    const wrong: unknown[] = [];
    for (const { is, fields, never } of triesOf(form, boxes)) {
      const { status } = await host.post({ body: formBody(fields).toString() });
      if (status >= 500) wrong.push([is, status]);
      if (status >= 400) continue;
      if (isKept(host.everything(), never)) wrong.push([is, "kept"]);
      host.close();
      host = replay(bytes, stop);
    }
    const lines = Object.fromEntries(boxes.many.filter((name) => name in form).map((name) => [name, [LINE_END]]));
    const answer = await host.post({ body: formBody({ ...form, ...lines }).toString() });
    if ((await answer.text()).includes("must be on one line")) wrong.push(["a box of several lines refuses two"]);
    host.close();
    tried.one += boxes.one.filter((name) => name in form).length;
    tried.many += Object.keys(lines).length;
    expect(wrong).toEqual([]);
  },
);

test("there were boxes of both kinds", () => {
  expect(tried.one).toBeGreaterThan(100);
  expect(tried.many).toBeGreaterThan(30);
});
