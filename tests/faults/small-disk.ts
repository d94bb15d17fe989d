import { spawnSync } from "node:child_process";
import { closeSync, copyFileSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { cookieOf } from "../support/app.ts";
import { fileDatabase } from "../support/file-database.ts";
import { startServer } from "../support/server-process.ts";
import { hammer, nothingTold, type Told } from "./hammer.ts";
import { type Found, lookAt } from "./whole.ts";

export type Squeezed = { told: Told; refusedWhileFull: number; keptAfter: number; found: Found };

/** A disk in memory of a few megabytes, mounted at a folder; false where this user may not. */
export function mountSmallDisk(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  return spawnSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]).status === 0;
}

export const unmount = (folder: string) => spawnSync("umount", [folder]);

/** Writes into a file until the disk takes no more. */
function fill(file: string): void {
  const to = openSync(file, "w");
  const [large, small] = [Buffer.alloc(65_536), Buffer.alloc(512)];
  for (const block of [large, small])
    try {
      for (;;) if (writeSync(to, block) < block.length) break;
    } catch {
      // ENOSPC: the disk is full, which is what was wanted.
    }
  closeSync(to);
}

/** The production server on a disk that somebody else fills up while people write, and then clears. */
export async function fillDisk(folder: string, elsewhere: string): Promise<Squeezed> {
  const { people } = await fileDatabase(elsewhere, async () => {});
  const [file, filler] = [join(folder, "a.sqlite"), join(folder, "filler")];
  copyFileSync(elsewhere, file);
  const server = await startServer({ file });
  const told = nothingTold();
  const [url, cookie] = [server.url, cookieOf(people.alice)];
  const until = (isOver: () => boolean) => hammer({ url, cookie, writers: 4, told, isOver });
  await until(() => told.acknowledged.length >= 10);
  fill(filler);
  await until(() => told.refused.length >= 20);
  const refusedWhileFull = told.refused.length;
  rmSync(filler);
  const before = told.acknowledged.length;
  await until(() => told.acknowledged.length >= before + 10 || told.refused.length > 200);
  await server.stop("SIGKILL");
  return { told, refusedWhileFull, keptAfter: told.acknowledged.length - before, found: lookAt(file, told) };
}
