import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Numbers from 0 to 1, the same in every run. */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const ITEMS = Array.from({ length: 25 }, (_, at) => at + 1);

function row(id: number, random: () => number): string {
  const cells = ITEMS.map(() => (random() < 0.02 ? "" : Math.floor(random() * 3)));
  return `${id},${cells.join(",")}\n`;
}

/** Writes a CSV of so many SDQ responses, 2% of the answers blank, unless it is there. The same bytes every time. */
export function sdqResponses(file: string, rows: number): void {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  const random = stream(20_260_303);
  const part = `${file}.part`;
  const to = openSync(part, "w");
  let text = `id,${ITEMS.map((item) => `i${item}`).join(",")}\n`;
  for (let id = 1; id <= rows; id++) {
    text += row(id, random);
    if (text.length < 1 << 20 && id < rows) continue;
    writeSync(to, text);
    text = "";
  }
  closeSync(to);
  renameSync(part, file);
}
