import { createApp } from "../../src/app.ts";
import { mayDo, type Permission } from "../../src/domain/permissions.ts";
import { addressOf } from "../permissions/records.ts";
import { type TestApp, testApp } from "./app.ts";
import { type Filled, filledForm } from "./filled-form.ts";
import { sqliteHost } from "./hosts.ts";
import type { PersonName } from "./world.ts";

export type Route = { method: "GET" | "POST"; path: string; permission: Permission };

/** Every route that asks for a permission, as the app mounts them; one added tomorrow is on the tour. */
export const signedInRoutes = (method: "GET" | "POST"): Route[] =>
  createApp(sqliteHost().deps!).routes.flatMap(({ method: own, path, handler }) => {
    const { permission } = handler as unknown as { permission?: Permission | "public" };
    return own === method && permission && permission !== "public" ? [{ method, path, permission }] : [];
  });

/** One person of each role and organisation that has work here. */
export const OWNERS: PersonName[] = ["alice", "bob", "ada", "audrey", "nadia", "cora", "erin"];

export type Stop = { t: TestApp; address: string; owner: PersonName };

/**
 * A world with a record that the route is for, and its owner signed in: the first person who may do this at all and does not
 * get 403 or 404 for it. The world is made afresh after that was found out, so nothing has happened in it yet.
 */
export async function stopAt({ method, path, permission }: Route): Promise<Stop> {
  for (const owner of OWNERS) {
    const t = await testApp({ as: owner });
    if (!mayDo(t.people[owner], permission)) continue;
    const address = await addressOf(t, path);
    const { status } = method === "GET" ? await t.get(address) : await t.post(address, { key: "k" });
    if (status !== 403 && status !== 404) return worldOf(owner, path);
  }
  throw new Error(`Nobody gets through to ${method} ${path}: add a record to tests/permissions/records.ts`);
}

async function worldOf(owner: PersonName, path: string): Promise<Stop> {
  const t = await testApp({ as: owner });
  return { t, address: await addressOf(t, path), owner };
}

/** Fields that a form needs and a page does not lead to by itself, by route. */
const KNOWING: Record<string, (form: Filled) => Filled> = {
  "/families/:familyId/checks/new": oneBehaviour,
  "/checks/:id/correcting": oneBehaviour,
  "/users/:id/roles/new": (form) => ({ ...form, role: ["auditor"] }),
  "/runs/:id/sessions/new": (form) => ({ ...form, makesUp: [""] }),
  "/sessions/:id/moving": (form) => ({ ...form, time: ["11:45"] }),
  "/sessions/:id/register/:enrolmentId": (form) => ({ ...form, mark: ["all"] }),
};

/** A check that reports what its form ticks first and nothing of the other behaviours. */
function oneBehaviour(form: Filled): Filled {
  const ticked = form.behaviour?.[0] ?? "";
  const isOfAnother = (name: string) =>
    /^[a-zA-Z]+-/.test(name) && !name.startsWith("onDay-") && !name.endsWith(`-${ticked}`);
  return Object.fromEntries(Object.entries(form).filter(([name]) => name !== "nothing" && !isOfAnother(name)));
}

/** What a person who knows the page would send from it. */
export async function validPost({ t, address }: Stop, path: string): Promise<Filled> {
  const page = await t.get(address);
  const form = page.status === 200 ? filledForm(await page.text()) : {};
  return (KNOWING[path] ?? ((same: Filled) => same))({ version: ["1"], ...form, key: ["key-of-the-tour"] });
}
