import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { validateHtml } from "../support/html.ts";

test.each(["/help", "/accessibility", "/privacy"])("anybody may read %s, signed in or not", async (path) => {
  for (const who of ["alice", null] as const) {
    const t = await testApp({ as: who });
    const res = await t.get(path);
    expect(res.status).toBe(200);
    expect(validateHtml(await res.text())).toEqual([]);
  }
});

test("help says where to turn in an emergency", async () => {
  const t = await testApp({ as: null });
  const text = await (await t.get("/help")).text();
  for (const number of ["999", "NHS 111", "116 123"]) expect(text).toContain(number);
});
