import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { anOffer } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { readHtml, textOf } from "../support/html.ts";

test("offers with no answer for 10 days are listed, the longest first; answered and newer ones are not", async () => {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  await anOffer(t, who, { support: "parenting", state: "offered", on: "2026-02-20" });
  await anOffer(t, who, { support: "cbt", state: "no-reply", on: "2026-02-01" });
  await anOffer(t, who, { support: "navigator", state: "accepted", on: "2026-01-10" });
  await anOffer(t, who, { support: "peer-support", state: "offered", on: "2026-02-21" });
  const text = textOf(readHtml(await (await t.get("/offers/no-reply")).text()));
  expect(text).toContain("2 offers");
  expect(text.indexOf("CBT for the carer")).toBeLessThan(text.indexOf("Parenting programme"));
  expect(text).not.toContain("Peer support");
  expect(textOf(readHtml(await (await t.as("charlie").get("/offers/no-reply")).text()))).toContain("0 offers");
});
