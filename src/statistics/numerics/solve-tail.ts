/** A tail probability at some x, and its derivative there. */
export type Tail = { value: number; slope: number };

const MOST_ROUNDS = 200;

/**
 * The x where a tail probability equals `target`, by Newton's method on ln(tail). These logarithms are concave, so
 * from the first step on Newton comes from one side and does not jump over. `reach` bounds one step; a step to where the
 * tail underflows is taken back by half. At `start` the tail must be above 0. Stops when x no longer moves, or only trembles in its last digits: the
 * error is that of the tail divided by its slope.
 */
export function solveTail(tailAt: (x: number) => Tail, target: number, start: number, reach: number): number {
  let x = start;
  let lastMove = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { value, slope } = tailAt(x);
    const newton = value > 0 ? (-Math.log(value / target) * value) / slope : -lastMove / 2;
    const move = Math.max(-reach, Math.min(reach, newton));
    x += move;
    const trembles = Math.abs(move) < 1e-12 * Math.max(1, Math.abs(x)) && Math.abs(move) >= Math.abs(lastMove);
    if (Math.abs(move) <= 4e-16 * Math.abs(x) || trembles) return x;
    lastMove = move;
  }
  return x;
}
