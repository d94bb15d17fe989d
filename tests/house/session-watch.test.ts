import { describe, expect, test } from "vitest";
import { SECONDS_FROM_WARNING_TO_END, sessionWatch } from "../../assets/session-watch.ts";

const WARN_AT = 1500;
const END_AT = WARN_AT + SECONDS_FROM_WARNING_TO_END;

/** A watch with both clocks at hand: `pass` moves both, `sleep` only the one on the wall, `set` puts that one right. */
function aWatch() {
  const at = { wall: 1_000_000, monotonic: 0 };
  const watch = sessionWatch(() => ({ ...at }));
  return {
    ...watch,
    look: () => watch.look(WARN_AT),
    pass: (seconds: number) => {
      at.wall += seconds;
      at.monotonic += seconds;
    },
    sleep: (seconds: number) => {
      at.wall += seconds;
    },
    set: (seconds: number) => {
      at.wall += seconds;
    },
  };
}

describe("a quiet page", () => {
  test("warns five minutes before the end, and then says that it has ended", () => {
    const watch = aWatch();
    watch.pass(WARN_AT - 1);
    expect(watch.look()).toBe("nothing");
    watch.pass(1);
    expect(watch.look()).toBe("warning");
    watch.pass(SECONDS_FROM_WARNING_TO_END - 1);
    expect(watch.look()).toBe("warning");
    watch.pass(1);
    expect(watch.look()).toBe("ended");
  });

  test.each(["the time ran out", "the server said so"])("warns again when the session goes on: %s", (how) => {
    const watch = aWatch();
    watch.pass(END_AT);
    if (how === "the server said so") watch.ended();
    expect(watch.look()).toBe("ended");
    watch.alive();
    expect(watch.look()).toBe("nothing");
    watch.pass(WARN_AT);
    expect(watch.look()).toBe("warning");
    watch.pass(SECONDS_FROM_WARNING_TO_END);
    expect(watch.look()).toBe("ended");
  });

  test("is not warned of again by itself once it has ended", () => {
    const watch = aWatch();
    watch.ended();
    watch.pass(WARN_AT);
    expect(watch.look()).toBe("ended");
  });
});

describe("time that passed is believed, whichever clock says so:", () => {
  test("a laptop's sleep, in which the monotonic clock stands still", () => {
    const watch = aWatch();
    watch.sleep(WARN_AT);
    expect(watch.look()).toBe("warning");
    watch.sleep(SECONDS_FROM_WARNING_TO_END);
    expect(watch.look()).toBe("ended");
  });

  test("a clock on the wall that was set back", () => {
    const watch = aWatch();
    watch.set(-7200);
    watch.pass(WARN_AT);
    expect(watch.look()).toBe("warning");
  });
});
