/** Who works with a family, since when; `turn` counts the hand-overs and is the version of the form that makes the next. */
export type Worker = {
  turn: number;
  userId: string;
  name: string;
  since: string;
  byName: string | null;
  note: string | null;
};

/** Who works with a family now, and how their organisation is rung. `isThere`: 0 where they no longer work there. */
export type WorkerNow = Pick<Worker, "name" | "since"> & {
  organisationName: string;
  telephone: string;
  isThere: number;
};

/** Somebody in the same organisation who may be given a family. */
export type Colleague = { userId: string; name: string };
