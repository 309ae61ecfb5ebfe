import { describe, expect, test } from "vitest";
import { FOUNDATION } from "./bad-files/foundation.ts";
import { GRAMMAR } from "./bad-files/grammar.ts";
import { HTTP } from "./bad-files/http.ts";
import { SENSELESS_RULES } from "./bad-files/senseless-rules.ts";
import { UNKNOWN_NAMES } from "./bad-files/unknown-names.ts";
import { WAYS } from "./bad-files/ways.ts";
import { problemsOf } from "./small-specs.ts";

test("the files that are changed here are good", () => {
  expect(problemsOf([])).toEqual([]);
});

describe.each([
  ["against the grammar", GRAMMAR],
  ["with unknown names", UNKNOWN_NAMES],
  ["with a verdict that would mean nothing", SENSELESS_RULES],
  ["with nothing to build on", FOUNDATION],
  ["with several ways, or clean-up", WAYS],
  ["about answers of HTTP", HTTP],
])("a rule file %s", (_, table) => {
  test.each(table)("%s is told with its place and what to do", (_, changes, problems) => {
    expect(problemsOf(changes)).toEqual(["[spec-invalid]", ...problems]);
  });
});
