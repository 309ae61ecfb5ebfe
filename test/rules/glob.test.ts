import fc from "fast-check";
import { minimatch } from "minimatch";
import { expect, test } from "vitest";
import { matchesGlob } from "../../src/rules/select/select-rules.ts";

const ID = "inforouter.delete-upload-handler.twice";

test.each([
  ["twice", true],
  ["*wic?", true],
  ["inforouter.*", true],
  ["INFOROUTER.*.twice", true],
  ["*.delete*", true],
  ["inforouter.*.twic", false],
  ["delete-upload-handler", false],
  ["", false],
  ["?", false],
])("%j is held against the id, or without a dot against its last part", (glob, matches) => {
  expect(matchesGlob(ID, glob)).toBe(matches);
});

test("a glob matches what others take it for", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c") });
  const globs = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 8 });
  fc.assert(
    fc.property(letters, globs, (text, parts) => {
      const glob = parts.join("");
      // An id of one part, of which all is held against a glob without a dot.
      expect(matchesGlob(text, glob)).toBe(
        text === "" ? /^\**$/.test(glob) : minimatch(text, glob),
      );
    }),
  );
});

test("many stars take no longer than few", () => {
  const text = "a".repeat(200);
  expect(matchesGlob(text, `${"*a".repeat(30_000)}b`)).toBe(false);
  expect(matchesGlob(text, `${"*".repeat(50)}!`)).toBe(false);
  expect(matchesGlob(text, `${"a*".repeat(76)}b`)).toBe(false);
});
