import { expect, test } from "vitest";
import { factory } from "../../src/web/factory.ts";
import { formsOnly } from "../../src/web/forms-only.ts";
import { testApp } from "../support/app.ts";

const posted = async (type: string, body: string) => {
  const t = await testApp({ as: "alice" });
  return t.post("/families/new", { given: body }, { "Content-Type": type });
};

test("a body that is no form is refused with a sentence", async () => {
  for (const type of ["application/json", "text/plain", "application/octet-stream"]) {
    const res = await posted(type, "x");
    expect(res.status).toBe(415);
    expect(await res.text()).toContain("Send this as a form.");
  }
});

test("a multipart body without its boundary is refused, not a fault", async () => {
  const res = await posted("multipart/form-data", "x");
  expect(res.status).toBe(400);
});

test("a form of more than 2 MB is refused with a sentence", async () => {
  const res = await posted("application/x-www-form-urlencoded", "x".repeat(3_000_000));
  expect(res.status).toBe(413);
  expect(await res.text()).toContain("too large");
});

test("a form is read once, however often it is asked for", async () => {
  const app = factory.createApp();
  app.use(formsOnly);
  app.post("/", async (c) => {
    const [first, second] = [await c.req.formData(), await c.req.formData()];
    return c.text(first === second ? String(second.get("q")) : "read twice");
  });
  const encoded = new URLSearchParams({ q: "words" });
  const inParts = new FormData();
  inParts.append("q", "words");
  for (const body of [encoded, inParts])
    expect(await (await app.request("/", { method: "POST", body })).text()).toBe("words");
});
