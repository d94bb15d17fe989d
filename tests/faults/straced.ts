import { spawnSync } from "node:child_process";

/** Can a process be traced here? Not where strace is missing, nor where the machine forbids it. */
export const canTrace = (): boolean => spawnSync("strace", ["-D", "-o", "/dev/null", "true"]).status === 0;

/** strace in front of a server: all its threads, into a file, with what is told. As a grandchild, so that signals reach the server itself. */
export const strace = (log: string, ...options: string[]): string[] => ["strace", "-D", "-f", "-o", log, ...options];

/** The system calls that make a file durable: SQLite takes the one that it was built for (better-sqlite3's takes fsync). */
export const SYNCS = "fsync,fdatasync";
