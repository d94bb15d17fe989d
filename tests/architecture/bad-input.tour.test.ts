import { expect, test } from "vitest";
import { replay, snapshotOf } from "../support/replay.ts";
import { signedInRoutes, stopAt, validPost } from "../support/route-tour.ts";
import { badBodies } from "./hostile.ts";

const isFull = process.env.KINSTEP_FULL === "1";

/** These write down each try at a password before they look at it, which is what they should. */
const COUNTS_TRIES = /^\/account\/(password|second-factor)/;

/** What a body of 2 MB takes on a busy machine. Work that grows with the square of the body takes many times as long. */
const MOST_MILLISECONDS = 5000;

test.each(signedInRoutes("POST"))(
  "POST $path answers bad input with a sentence, and keeps nothing of it",
  async (route) => {
    const { path } = route;
    const stop = await stopAt(route);
    const form = await validPost(stop, path);
    const bytes = await snapshotOf(stop);
    let host = replay(bytes, stop);
    const wrong: unknown[] = [];
    for (const [at, bad] of badBodies({ ...form, key: ["KEY"] }, isFull).entries()) {
      const before = host.touched();
      const from = performance.now();
      const res = await host.post({ ...bad, body: bad.body.replace("key=KEY", `key=k${at}`) });
      const text = await res.text();
      if (performance.now() - from > MOST_MILLISECONDS) wrong.push([bad.is, "takes long", performance.now() - from]);
      const isTouched = host.touched() !== before;
      const isRefused = res.status >= 400;
      if (res.status >= 500) wrong.push([bad.is, res.status]);
      else if (bad.status && res.status !== bad.status) wrong.push([bad.is, res.status, `not ${bad.status}`]);
      else if (isRefused && text.length < 20) wrong.push([bad.is, res.status, "says nothing"]);
      else if (isRefused && isTouched && !COUNTS_TRIES.test(path) && !host.isAsAtFirst())
        wrong.push([bad.is, res.status, "kept something"]);
      if (isTouched) {
        host.close();
        host = replay(bytes, stop);
      }
    }
    host.close();
    expect(wrong).toEqual([]);
  },
);
