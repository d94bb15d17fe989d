/** Who works with a family, since when; `turn` counts the hand-overs and is the version of the form that makes the next. */
export type Worker = {
  turn: number;
  userId: string;
  name: string;
  since: string;
  byName: string | null;
  note: string | null;
};

/** Somebody in the same organisation who may be given a family. */
export type Colleague = { userId: string; name: string };
