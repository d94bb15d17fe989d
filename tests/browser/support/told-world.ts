import type { Browser } from "playwright-core";
import type { Day } from "../../../src/domain/calendar.ts";
import { dayOf } from "../../../src/domain/calendar.ts";
import { listen } from "../../../src/node/serve.ts";
import { cookieOf, type TestApp, testApp } from "../../support/app.ts";
import { ROOT } from "../../support/hosts.ts";
import { type AnEnrolment, anEnrolment, aRun } from "../../support/run-factories.ts";
import type { PersonName } from "../../support/world.ts";
import { type Manner, open, startWalk, type Walk } from "./walk.ts";

export type ToldWorld = { t: TestApp; who: AnEnrolment; walk: Walk; close: () => Promise<void> };

/**
 * The told world of the tests behind a real port, one carer enrolled on a run of Bob's, and somebody's browser window.
 * `screens` is this journey's own folder of screenshots, where the manner names none: a walk empties the folder that it writes into.
 */
export async function startToldWorld(browser: Browser, manner: Manner, screens = ""): Promise<ToldWorld> {
  const t = await testApp({ as: "bob" });
  const deps = t.deps!;
  const who = await anEnrolment(t, { run: await aRun(t) });
  const serving = await listen(deps, ROOT, 0);
  const stop = async () => {
    serving.server.closeAllConnections();
    await serving.stop();
  };
  const kinstep = {
    base: `http://127.0.0.1:${serving.port}`,
    db: t.db,
    deps,
    at: (day: string, time = "10:00") => t.clock.set(`${day}T${time}:00Z`),
    today: () => dayOf(t.clock.now()),
    stop,
  };
  const folder = [screens, manner.screens].filter(Boolean).join("-");
  const walk = await startWalk(browser, kinstep, { ...manner, screens: folder });
  const close = async () => {
    await walk.close();
    await stop();
  };
  return { t, who, walk, close };
}

/** Somebody else sits down at the browser, signed in. */
export async function sits({ t, walk }: ToldWorld, name: PersonName): Promise<void> {
  const context = walk.page.context();
  const [cookie = "", value = ""] = cookieOf(t.people[name]).split("=", 2);
  await context.clearCookies();
  await context.addCookies([{ name: cookie, value, url: walk.kinstep.base }]);
}

/** What a person's first page says, once they sit there. */
export async function homeOf(world: ToldWorld, name: PersonName): Promise<string> {
  await sits(world, name);
  await open(world.walk, "/");
  return said(world.walk);
}

/** Another day begins: whoever was signed in is so again, since what a session outlives is told elsewhere. */
export async function dayBegins({ t, walk }: ToldWorld, day: Day): Promise<void> {
  walk.kinstep.at(day);
  const on = (time: string) => `${day}T${time}:00.000Z`;
  await t.db
    .updateTable("auth_session")
    .set({ created_at: on("09:00"), updated_at: on("09:59"), expires_at: on("21:00") })
    .execute();
}

/** What the main part of the page says. */
export const said = ({ page }: Walk): Promise<string> => page.getByRole("main").innerText();
