import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { restingToday } from "./test/turns.ts";

export default defineConfig({
  test: {
    // Many tests wait for processes and sockets: more at once than a small machine has processors.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: "tool",
          isolate: false,
          include: ["test/**/*.test.ts"],
          exclude: [
            "test/browser/**",
            "test/docs/commands.test.ts",
            // What takes longest takes turns; `npm run test:all` leaves none out.
            ...restingToday(process.argv.slice(2)),
          ],
          globalSetup: ["test/build-before.ts"],
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: "docs",
          include: ["test/docs/commands.test.ts"],
          globalSetup: ["test/build-before.ts"],
        },
      },
      {
        test: {
          name: "browser",
          isolate: false,
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/build-before.ts"],
          // One browser at a time: what is measured must not wait for another.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "suites",
          include: ["suites/*.suite.ts"],
          globalSetup: ["suites/provide-campaign.ts"],
          pool: "threads",
          fileParallelism: false,
          maxConcurrency: 8,
          testTimeout: 0,
        },
      },
    ],
  },
});
