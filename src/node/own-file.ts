import { chmodSync, closeSync, openSync, statSync } from "node:fs";

/** What SQLite puts beside a database while it is open; it takes their mode from the database's. */
const BESIDE = ["", "-wal", "-shm", "-journal"];

const GROUP_AND_OTHERS = 0o077;

/** Makes an empty file that this account alone can open, whatever the umask is; one that is there is left as it is. */
export const makeOwnFile = (file: string): void => closeSync(openSync(file, "a", 0o600));

/** Can another account of this machine open it? Windows keeps no such mode. */
function isOpenToOthers(file: string): boolean {
  const found = process.platform === "win32" ? undefined : statSync(file, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & GROUP_AND_OTHERS) !== 0;
}

function close(file: string) {
  try {
    chmodSync(file, 0o600);
  } catch {
    throw new Error(
      `Other accounts of this machine can open ${file}, and this account may not change that. Let its owner run: chmod 600 ${file}`,
    );
  }
}

/**
 * Takes a database, and what SQLite keeps beside it, from every other account of the machine: it holds children's data. Gives
 * the names of what others could open until now. Throws a sentence where this account may not change it.
 */
export function keepOwnFile(file: string): string[] {
  const open = BESIDE.map((end) => file + end).filter(isOpenToOthers);
  for (const one of open) close(one);
  return open;
}
