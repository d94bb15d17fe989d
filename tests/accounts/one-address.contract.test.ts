import { expect, test } from "vitest";
import { spray, sprayed } from "./guesses.ts";

test("one password at many accounts from one address: thirty are looked at, and the next has to wait", async () => {
  const t = await sprayed(30, "198.51.100.1");
  const refused = await spray(t, "198.51.100.1");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "5"]);
  expect(await refused.text()).toContain("Too many tries. Wait 5 seconds");
  expect((await spray(t, "198.51.100.2")).status).toBe(422);
});
