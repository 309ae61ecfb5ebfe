import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "tool",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**"],
          globalSetup: ["test/build-before.ts"],
          testTimeout: 180_000,
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
