import { hashBytes, IdIndex } from "./score-ids.ts";

/** Rows are kept in blocks of this many, so that no array is ever copied to make it longer. */
export const BLOCK_ROWS = 1 << 13;
const SHIFT = 13;
const MASK = BLOCK_ROWS - 1;

/** One block of responses: answer bytes row by row, and the ids' bytes end to end. */
export type TableBlock = {
  rows: number;
  answers: Uint8Array;
  ids: Uint8Array;
  idEnds: Uint32Array;
  hashes: Uint32Array;
  lines: Uint32Array;
};

const newBlock = (columns: number): TableBlock => ({
  rows: 0,
  answers: new Uint8Array(BLOCK_ROWS * columns),
  ids: new Uint8Array(BLOCK_ROWS * 8),
  idEnds: new Uint32Array(BLOCK_ROWS),
  hashes: new Uint32Array(BLOCK_ROWS),
  lines: new Uint32Array(BLOCK_ROWS),
});

export const idStart = (block: TableBlock, row: number): number => (row === 0 ? 0 : block.idEnds[row - 1]!);

/** All responses of a file, checked, in typed arrays: about 50 bytes a row of 25 items. */
export class ResponseTable {
  readonly columns: number;
  readonly blocks: TableBlock[] = [];
  readonly #index = new IdIndex({
    hashOf: (row) => this.blocks[row >>> SHIFT]!.hashes[row & MASK]!,
    bytesOf: (row) => {
      const block = this.blocks[row >>> SHIFT]!;
      return block.ids.subarray(idStart(block, row & MASK), block.idEnds[row & MASK]);
    },
  });

  constructor(columns: number) {
    this.columns = columns;
    this.blocks.push(newBlock(columns));
  }

  /** The block that takes the next row: its answers go to `answers[rows * columns ...]` before `addId`. */
  open(): TableBlock {
    const last = this.blocks.at(-1)!;
    if (last.rows < BLOCK_ROWS) return last;
    const next = newBlock(this.columns);
    this.blocks.push(next);
    return next;
  }

  /** Ends the row under this id, from bytes of a buffer. Gives the line of the earlier row with the same id, if any. */
  addId(buffer: Uint8Array, start: number, end: number, line: number): number | undefined {
    const block = this.open();
    const at = idStart(block, block.rows);
    if (at + end - start > block.ids.length) block.ids = longer(block.ids, at + end - start);
    for (let i = start, to = at; i < end; i++, to++) block.ids[to] = buffer[i]!;
    block.idEnds[block.rows] = at + end - start;
    block.hashes[block.rows] = hashBytes(buffer, start, end);
    block.lines[block.rows] = line;
    block.rows++;
    const row = (this.blocks.length - 1) * BLOCK_ROWS + block.rows - 1;
    const earlier = this.#index.seenBefore(row);
    return earlier === undefined ? undefined : this.blocks[earlier >>> SHIFT]!.lines[earlier & MASK];
  }
}

function longer(bytes: Uint8Array, needed: number): Uint8Array {
  const grown = new Uint8Array(Math.max(bytes.length * 2, needed));
  grown.set(bytes);
  return grown;
}
