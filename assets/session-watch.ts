/** What the page shows of its session: nothing, that it ends soon, or that it has ended. */
export type SessionShown = "nothing" | "warning" | "ended";

/** Seconds of both clocks: `wall` goes on while a laptop sleeps and jumps when it is set, `monotonic` does neither. */
export type Seconds = { wall: number; monotonic: number };

export const SECONDS_FROM_WARNING_TO_END = 300;

/**
 * Knows from the clock alone when a quiet session ends. It is a guess of the page, which the server keeps and may correct: any
 * sign of life begins the time anew, also after it was said that the session had ended, since somebody may have signed in
 * elsewhere. The clock that says more time has passed is believed: one stands still in a sleep, the other may be set back.
 */
export function sessionWatch(now: () => Seconds) {
  let heard = now();
  let shown: SessionShown = "nothing";

  const quiet = (): number => {
    const at = now();
    return Math.max(at.wall - heard.wall, at.monotonic - heard.monotonic);
  };

  return {
    /** The server has heard from this browser, here or in another tab. */
    alive(): void {
      heard = now();
      shown = "nothing";
    },
    /** The server said that nobody is signed in. */
    ended(): void {
      shown = "ended";
    },
    /** What to show now, the session being warned of after so many quiet seconds. */
    look(warnAtSeconds: number): SessionShown {
      const left = warnAtSeconds - quiet();
      if (left <= -SECONDS_FROM_WARNING_TO_END) shown = "ended";
      else if (left <= 0 && shown === "nothing") shown = "warning";
      return shown;
    },
  };
}
