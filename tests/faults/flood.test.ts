import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cookieOf } from "../support/app.ts";
import { type FileDatabase, fileDatabase } from "../support/file-database.ts";
import { ORIGIN } from "../support/hosts.ts";
import { type ServerProcess, startServer } from "../support/server-process.ts";
import { keptOpen, slowestWhile, timed, tried } from "./timed.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-flood-"));
let told: FileDatabase<void>;
let server: ServerProcess;
beforeAll(async () => {
  told = await fileDatabase(join(folder, "told.sqlite"), async () => {});
  server = await startServer({ file: told.file });
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const MANY = 200_000;
const URLENCODED = "application/x-www-form-urlencoded";
const part = (name: string, more = "") => `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n\r\n`;
const inParts = (parts: string) => ({
  type: "multipart/form-data; boundary=x",
  body: Buffer.from(`${parts}--x--\r\n`),
});
const names = (most: number) => Array.from({ length: most }, (_, at) => `n${at.toString(36)}`);

/** As many as fit in the 2 MB that a post may have. */
const BODIES = {
  "200,000 names": { type: URLENCODED, body: Buffer.from(names(MANY).join("=&")) },
  "one name 200,000 times": { type: URLENCODED, body: Buffer.from("n=&".repeat(MANY)) },
  "nothing but separators": { type: URLENCODED, body: Buffer.from("&".repeat(2 * 1024 * 1024)) },
  "35,000 parts": inParts(
    names(35_000)
      .map((name) => part(name))
      .join(""),
  ),
  "25,000 files": inParts(part("f", '; filename="a.txt"').repeat(25_000)),
};

const POSTS = {
  "by nobody": ["/sign-in", false],
  "by somebody signed in": ["/families/new", true],
  "to no page": ["/nowhere", false],
} as const;

const cases = Object.keys(BODIES).flatMap((is) => Object.keys(POSTS).map((whose) => [is, whose] as const)) as [
  keyof typeof BODIES,
  keyof typeof POSTS,
][];

test.each(cases)("%s, posted %s, are answered 400 in 100 ms, and /health in 50 ms meanwhile", async (is, whose) => {
  const [posting, looking] = [keptOpen(1), keptOpen(1)];
  const { type, body } = BODIES[is];
  const [path, isSignedIn] = POSTS[whose];
  const signed = isSignedIn ? { Cookie: cookieOf(told.people.alice) } : undefined;
  const headers = { Origin: ORIGIN, "Content-Type": type, ...signed };
  const figures = await tried(
    async () => {
      const going = timed(posting, `${server.url}${path}`, { method: "POST", headers, body });
      const health = await slowestWhile(() => timed(looking, `${server.url}/health`), going);
      const { status, text, milliseconds } = await going;
      expect(status).toBe(400);
      expect(text).toContain("more than 2,000 fields");
      return { post: milliseconds, health };
    },
    ({ post, health }) => post < 100 && health < 50,
  );
  posting.destroy();
  looking.destroy();
  expect(figures).toEqual({ post: figures.post, health: figures.health, isWell: true });
});
