import { defineConfig } from "vitest/config";

/** The tests of the judging code alone, for `npm run mutation`: each mutant runs those that reach it. */
export default defineConfig({
  test: {
    include: ["test/judge/**/*.test.ts", "test/merge/**/*.test.ts", "test/deviations/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
