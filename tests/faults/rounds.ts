const isFull = process.env.KINSTEP_FULL === "1";

/** How often each fault is made: a few times with every test run, and as often as the specification asks with KINSTEP_FULL=1. */
export const ROUNDS = isFull ? { kill: 50, race: 20, traced: 300 } : { kill: 5, race: 3, traced: 40 };

/** How long one test may take, in milliseconds. */
export const PATIENCE = isFull ? 1_800_000 : 180_000;
