import type { TestApp } from "../support/app.ts";

export const HASH = "ab".repeat(32);

/** A permission as a browser sends it, with the evidence's hash typed. */
export const permissionForm = (t: Pick<TestApp, "newId">, more: Record<string, string | number | string[]> = {}) => ({
  version: 0,
  key: t.newId(),
  reference: "YM-2026-17",
  "grantedOn-day": "1",
  "grantedOn-month": "3",
  "grantedOn-year": "2026",
  channels: ["screen-staff", "read-aloud"],
  evidenceHash: HASH,
  ...more,
});

/** A form with a file in it. */
export function withFile(
  fields: Record<string, string | number | string[]>,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
): FormData {
  const data = new FormData();
  for (const [field, value] of Object.entries(fields))
    for (const one of [value].flat()) data.append(field, String(one));
  data.append(name, new File([content], "file.json", { type: "application/json" }));
  return data;
}

/** An import of this questionnaire, as the page sends it. */
export const importForm = (t: Pick<TestApp, "newId">, questionnaire: unknown, more: Record<string, string> = {}) =>
  withFile(
    { key: t.newId(), reference: "YM-2026-17", ...more },
    "file",
    typeof questionnaire === "string" ? questionnaire : JSON.stringify(questionnaire),
  );
