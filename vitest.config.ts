import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** By name, so that a clean clone runs files in the order that every other run has. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** Tours of every page, form or row, which take longer than all the rest: `npm test` takes them, `npm run check` does not. */
const tours = "tests/**/*.tour.test.ts";
const setupFiles = ["tests/support/closing.ts"];
const slow = ["tests/browser/**", "tests/races/**", "tests/faults/**", "tests/workers/**", "tests/**/*.slow.test.ts"];

export default defineConfig({
  test: {
    sequence: { sequencer: ByName },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "threads",
    maxWorkers: availableParallelism(),
    projects: [
      // Not isolated: every test makes its own app and database, and loading the source once instead of 170 times halves the run.
      {
        extends: true,
        test: { name: "node", isolate: false, setupFiles, include: ["tests/**/*.test.ts"], exclude: [...slow, tours] },
      },
      { extends: true, test: { name: "tours", isolate: false, setupFiles, include: [tours] } },
      {
        extends: true,
        test: {
          name: "worker",
          // A process of its own, so that workerd ends with it.
          pool: "forks",
          include: ["tests/**/*.contract.test.ts"],
          env: { KINSTEP_HOST: "worker" },
          fileParallelism: false,
          isolate: false,
          maxWorkers: 1,
        },
      },
      {
        extends: true,
        test: {
          name: "slow",
          include: ["tests/{races,faults,workers}/**/*.test.ts", "tests/**/*.slow.test.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
