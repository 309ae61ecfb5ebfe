import fc from "fast-check";
import { expect, test } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { UsageError } from "../../src/model/errors.ts";
import { compileSpecs } from "../../src/rules/compile/compile-specs.ts";
import { fewer } from "../sampled.ts";
import { SMALL_SPECS } from "./small-specs.ts";

const FILES = Object.entries(SMALL_SPECS);
const WORDS = [
  "null",
  "[]",
  "{}",
  "5",
  "true",
  "$x",
  "constructor",
  "__proto__",
  '""',
  "- use: handler",
];

/** A part of one file replaced by something that YAML reads as another kind of value. */
const spoilt = fc.constantFrom(...FILES).chain(([file, text]) => {
  const parts = [...text.matchAll(/[\w$.-]+|\{[^}]*\}|\[[^\]]*\]/g)];
  return fc.record({
    file: fc.constant(file),
    part: fc.constantFrom(
      ...parts.map((match) => ({ from: match.index, length: match[0].length })),
    ),
    word: fc.constantFrom(...WORDS),
  });
});

test("whatever a file holds, the answer is a list of problems with places, or rules", () => {
  fc.assert(
    fc.property(fc.array(spoilt, { minLength: 1, maxLength: 2 }), (changes) => {
      const files = FILES.map(([path, text]) => {
        const own = changes
          .filter(({ file }) => file === path)
          .sort((a, b) => b.part.from - a.part.from);
        const changed = own.reduce<string>(
          (old, { part, word }) =>
            old.slice(0, part.from) + word + old.slice(part.from + part.length),
          text,
        );
        return { path, text: changed };
      });
      try {
        expect(compileSpecs(files, GENERATORS).rules.length).toBeGreaterThan(0);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        expect(error.problems.length).toBeGreaterThan(0);
        for (const { at } of error.problems) expect(at?.line).toBeGreaterThan(0);
      }
    }),
    { numRuns: fewer(150) },
  );
});
