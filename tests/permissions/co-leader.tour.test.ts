import { beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { mayDo } from "../../src/domain/permissions.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { aConcern } from "../support/behaviour-factories.ts";
import { aContact } from "../support/family-factories.ts";
import { filledForm } from "../support/filled-form.ts";
import { sqliteHost } from "../support/hosts.ts";
import { readHtml, textOf } from "../support/html.ts";
import { type AnEnrolment, anEnrolment, aRun } from "../support/run-factories.ts";
import { addressOf } from "./records.ts";

const routes = createApp(sqliteHost().deps!)
  .routes.filter(({ method, handler }) => /GET|POST/.test(method) && "permission" in handler)
  .map(({ method, path }) => ({ method, path }));
const paths = [...new Set(routes.map(({ path }) => path))].filter((path) => path !== "/*");

let t: TestApp;
/** Addresses of every route: of records of hers where she could have any. */
const addresses = new Map<string, string>();
let secrets: string[];

/** Two carers who share their first name, on a run of hers that meets today, each with a concern that she raised. */
async function tonight(): Promise<{ sessionId: string; people: AnEnrolment[]; concernId: string }> {
  const run = await aRun(t, { startOn: "2026-03-02" });
  const people = [await anEnrolment(t, { run }), await anEnrolment(t, { run })];
  for (const { carerId } of people) await aContact(t, carerId, { kind: "mobile", value: "07700 900456" });
  const { id: concernId } = await aConcern(t, people[0]!, {
    organisation_id: t.organisations.willow,
    source: "session",
    created_by: t.people.cora.userId,
  });
  return { sessionId: run.sessions[0]!.id, people, concernId };
}

/** Family names of carers and children, and every way to reach them. */
async function whatSheNeverSees(): Promise<string[]> {
  const people = await t.db.selectFrom("person").select("family_name").distinct().execute();
  const contacts = await t.db.selectFrom("contact").select("value").execute();
  return [...people.map((one) => one.family_name), ...contacts.map(({ value }) => value)]
    .filter((text): text is string => text !== null && text !== "")
    .filter((text, at, all) => all.indexOf(text) === at);
}

beforeAll(async () => {
  t = await testApp({ as: "cora" });
  const own = await tonight();
  for (const path of paths) {
    const ids: Record<string, string> = { "/sessions": own.sessionId, "/concerns": own.concernId };
    const id = ids[`/${path.split("/")[1]}`];
    const mine = id && path.replace(":id", id).replace(":enrolmentId", own.people[0]!.enrolmentId);
    addresses.set(path, mine ?? (await addressOf(t, path)));
  }
  secrets = await whatSheNeverSees();
}, 120_000);

const isTold = (html: string) => {
  const said = `${textOf(readHtml(html))} ${html.replaceAll("&#39;", "'")}`.toLowerCase();
  return secrets.filter((secret) => said.includes(secret.toLowerCase()));
};

test("there is something that must not be told", () => {
  expect(secrets).toEqual(expect.arrayContaining(["O’Neill", "O'Neill", "Smith", "07700 900456"]));
});

test("no page that a co-leader can open tells a family name or how to reach anybody", async () => {
  const opened: string[] = [];
  const told: unknown[] = [];
  for (const path of paths) {
    const answer = await t.get(addresses.get(path)!);
    if (answer.status === 200 && !/^\/(help|sign-in|health|development)/.test(path)) opened.push(path);
    const secret = isTold(await answer.text());
    if (secret.length > 0) told.push([path, answer.status, secret]);
  }
  expect(told).toEqual([]);
  expect(opened.filter((path) => /^\/(sessions|concerns|families|runs|enrolments)/.test(path)).sort()).toEqual([
    "/sessions",
    "/sessions/:id/concerns/new",
    "/sessions/:id/note",
    "/sessions/:id/register",
    "/sessions/:id/register/print",
  ]);
});

test("nor does an answer to anything that she can send: filled in, left empty, or sent after somebody else", async () => {
  const told: unknown[] = [];
  const endHers = ["/sign-out", "/account/sign-ins"];
  for (const { path } of routes.filter(({ method, path }) => method === "POST" && !endHers.includes(path))) {
    const page = await t.get(addresses.get(path)!.replace(/\/register\/[^/]+$/, "/register"));
    const form = page.status === 200 ? filledForm(await page.text()) : {};
    for (const fields of [{}, form, form]) {
      const answer = await t.post(addresses.get(path)!, { ...fields, key: t.newId() });
      const secret = isTold(await answer.text());
      if (secret.length > 0) told.push([path, answer.status, secret]);
    }
  }
  expect(told).toEqual([]);
  expect((await t.get("/sessions")).status).toBe(200);
});

test("a co-leader raises a concern, and a facilitator looks at it, shares it and closes it", async () => {
  const coLeader = { role: "co-leader", organisationKind: "provider" } as const;
  expect([mayDo(coLeader, "concern:raise"), mayDo(coLeader, "concern:write")]).toEqual([true, false]);
  const { sessionId, people } = await tonight();
  const person = people[1]!;
  const raised = await t.post(`/sessions/${sessionId}/concerns/new`, {
    key: t.newId(),
    enrolment: person.enrolmentId,
    about: "carer",
    kind: "session",
    summary: "She cried",
  });
  expect(raised.status).toBe(303);
  const { id } = await t.db
    .selectFrom("concern")
    .where("about_id", "=", person.carerId)
    .where("summary", "=", "She cried")
    .select("id")
    .executeTakeFirstOrThrow();
  const acts = {
    acknowledging: {},
    sharing: { sharedWith: "Dan", carerTold: "yes" },
    closing: { done: "Rang her" },
    reopening: { why: "Not over" },
  };
  let version = 1;
  for (const [act, fields] of Object.entries(acts)) {
    expect([act, (await t.get(`/concerns/${id}/${act}`)).status]).toEqual([act, 403]);
    const sent = { version: String(version), ...fields };
    expect([act, (await t.post(`/concerns/${id}/${act}`, { ...sent, key: t.newId() })).status]).toEqual([act, 403]);
    const done = await t.as("bob").post(`/concerns/${id}/${act}`, { ...sent, key: t.newId() });
    expect([act, done.status, done.headers.get("location")]).toEqual([
      act,
      303,
      expect.stringContaining(`/concerns/${id}?did=`),
    ]);
    version += 1;
  }
});
