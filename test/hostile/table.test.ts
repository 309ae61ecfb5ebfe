import { expect, test } from "vitest";
import { tableOf } from "./table.ts";

test("the table counts what was tried by its class, and only what held as held", () => {
  const of = (title: string, status: string) => ({ ancestorTitles: [title], status });
  const { text, tried, held } = tableOf({
    success: false,
    testResults: [
      {
        name: "a.test.ts",
        assertionResults: [
          of("hostile: files", "passed"),
          of("hostile: files", "failed"),
          of("hostile: files", "skipped"),
          of("something else", "passed"),
        ],
      },
      { name: "b.test.ts", assertionResults: [of("hostile: answers", "passed")] },
    ],
  });
  expect({ tried, held }).toEqual({ tried: 3, held: 2 });
  expect(text).toMatch(/answers +1 +1\nfiles +2 +1\nall +3 +2\n/);
});
