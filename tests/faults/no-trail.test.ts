import { expect, test } from "vitest";
import { Unavailable } from "../../src/db/conflict.ts";
import type { Deps } from "../../src/deps.ts";
import { signedInRoutes, stopAt, validPost } from "../support/route-tour.ts";

type Switch = { deps: Deps; break: () => void; mend: () => void; asked: () => number };

/** The app's own way to write, which can be broken as a disk would break it, and counts how often it was asked to write. */
function commitOf(deps: Deps): Switch {
  const real = deps.commit;
  let asked = 0;
  const counted: Deps["commit"] = (...given) => {
    asked++;
    return real(...given);
  };
  deps.commit = counted;
  return {
    deps,
    break: () => {
      asked = 0;
      deps.commit = async () => {
        asked++;
        throw new Unavailable(new Error("disk I/O error"));
      };
    },
    mend: () => {
      deps.commit = counted;
      asked = 0;
    },
    asked: () => asked,
  };
}

const written: string[] = [];
const looked: string[] = [];

test.each(signedInRoutes("POST"))("POST $path says 503 when nothing can be written", async (route) => {
  const stop = await stopAt(route);
  const commit = commitOf(stop.t.deps!);
  const form = await validPost(stop, route.path);
  commit.break();
  const broken = await stop.t.post(stop.address, form);
  expect(broken.status === 503).toBe(commit.asked() > 0);
  expect(broken.status).toBeLessThan(504);
  expect(broken.status).not.toBe(500);
  expect(broken.headers.get("set-cookie")).toBeNull();
  if (broken.status === 503) expect(await broken.text()).toContain("Nothing was saved");
  commit.mend();
  const well = await stop.t.post(stop.address, form);
  expect([303, 200, 204, 422]).toContain(well.status);
  if (commit.asked() > 0) {
    expect(broken.status).toBe(503);
    written.push(route.path);
  }
});

test.each(signedInRoutes("GET"))("GET $path shows nothing that the trail can't keep", async (route) => {
  const stop = await stopAt(route);
  const commit = commitOf(stop.t.deps!);
  commit.mend();
  const well = await stop.t.get(stop.address);
  const isAudited = commit.asked() > 0;
  commit.break();
  const broken = await stop.t.get(stop.address);
  expect(broken.status).toBe(isAudited ? 503 : well.status);
  if (isAudited) looked.push(route.path);
});

test("most posts were taken as far as their write, and the pages about people are all audited", () => {
  expect(written.length).toBeGreaterThan(75);
  expect(looked.length).toBeGreaterThan(45);
  const personal =
    /^\/(families\/:familyId$|families\/:familyId\/people\/:personId|referrals\/:id$|enrolments\/:id$|checks\/:id$)/;
  const unaudited = signedInRoutes("GET")
    .map(({ path }) => path)
    .filter((path) => personal.test(path) && !/(new|needs|ending|closing)$/.test(path) && !looked.includes(path));
  expect(unaudited).toEqual([]);
});
