import { expect, test } from "vitest";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { packageRoot } from "../../src/config/files/package-root.ts";
import { readSpecs } from "../../src/config/files/read-specs.ts";
import { compileSpecs } from "../../src/rules/compile/compile-specs.ts";

const { generators, properties } = VOCABULARY;
const { rules } = compileSpecs(readSpecs([], packageRoot()), generators, properties);
const all = [...properties.values()];
/** Fits into two lines of a terminal, but for lists of names. */
const LONGEST = 400;

test.each(all)("$name explains what it generates, sends and demands", ({ explanation }) => {
  const { generates, sends, demands } = explanation;
  for (const lines of [generates, sends, demands.map(({ text }) => text)]) {
    expect(lines).not.toEqual([]);
    expect(lines.filter((line) => line.trim() === "" || line.includes("\n"))).toEqual([]);
    expect(new Set(lines).size).toBe(lines.length);
    const long = lines.filter((line) => line.length > LONGEST && !line.includes("; "));
    expect(long).toEqual([]);
  }
});

test.each(all)("$name is named by a rule", ({ name }) => {
  expect(rules.some(({ property }) => property === name)).toBe(true);
});

test.each(rules.filter(({ property }) => property !== undefined))(
  "what $property demands is what $id carries",
  ({ property, statements }) => {
    const { demands } = properties.get(property ?? "")?.explanation ?? { demands: [] };
    const named = demands.flatMap(({ statements: own = [] }) => own);
    expect(named.filter((id) => !statements.includes(id))).toEqual([]);
    // A demand without statements is about all of the rule.
    const isWhole = demands.some((demand) => demand.statements === undefined);
    const missing = statements.filter((id) => !named.includes(id));
    expect(isWhole ? [] : missing).toEqual([]);
  },
);
