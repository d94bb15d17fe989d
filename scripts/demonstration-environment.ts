import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Where the demonstration is kept, and what it is made from. */
export const DEMONSTRATION = { root: ROOT, file: `${ROOT}data/demo.sqlite`, migrations: `${ROOT}migrations` } as const;

/** What a demonstration is run with; these secrets protect nothing but made-up families. */
export const demonstrationEnvironment = (port: number) => ({
  KINSTEP_SECRET: "demonstration only: signs nothing that matters",
  KINSTEP_AUDIT_KEY: "demonstration only: hashes nothing that matters",
  KINSTEP_ORIGIN: `http://localhost:${port}`,
  KINSTEP_DEMONSTRATION: "yes",
});
