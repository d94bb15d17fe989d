import { instantText } from "../domain/calendar.ts";
import { type Job, ROUND_MINUTES } from "./job.ts";
import { nextLists, notedUntil, noteLists } from "./shown-lists-queries.ts";

/** Steps of one round: six hundred lists, far more than are shown between two rounds. What is left waits for the next. */
const STEPS = 12;

/** Lines are written within seconds of the instant that they bear; what is younger than this may still be under way. */
const SETTLED = { minutes: 2 };

/** Lets requests that came meanwhile be answered: on Node a statement is done before anything else may go on. */
const others = () => new Promise<void>((resolve) => setTimeout(resolve));

/**
 * Notes on which days each family stood in a list that somebody was shown. "Who looked at this child" looks through the lists of
 * those days, and through what is not noted yet, and not through every list there ever was.
 */
export const shownLists: Job = {
  name: "shown lists",
  every: ROUND_MINUTES,
  run: async ({ db, clock }) => {
    const before = instantText(clock.now().subtract(SETTLED));
    let noted = 0;
    for (let step = 0; step < STEPS; step++) {
      const after = (await notedUntil(db)) ?? "";
      const { lists, until } = await nextLists(db, after, before);
      if (until === null) break;
      await noteLists(db, after, until);
      noted += Number(lists);
      await others();
    }
    return noted;
  },
};
