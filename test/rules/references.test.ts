// biome-ignore-all lint/suspicious/noTemplateCurlyInString: no reference looks like this
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseReference, referencesIn } from "../../src/rules/check/references.ts";
import { stringsIn } from "../../src/rules/source/strings-in.ts";

test("every name and every part can be referred to", () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]*$/);
  const parts = fc.array(fc.stringMatching(/^[A-Za-z0-9_-]+$/), { maxLength: 3 });
  fc.assert(
    fc.property(name, parts, (root, path) => {
      const text = `$${[root, ...path].join(".")}`;
      expect(parseReference(text)).toEqual({ name: root, path });
      expect(referencesIn({ a: [{ b: text }], [text]: 1 })).toEqual([text, text]);
    }),
  );
});

test.each(["", "$", "$$", "$$a", "a$b", "$1", "$a-b", "$a.", "$a b", "${a}", " $a"])(
  "%j is a literal",
  (text) => {
    expect(parseReference(text)).toBeUndefined();
    expect(referencesIn([text])).toEqual([]);
  },
);

test.each([1, true, null, undefined, [], {}])("%j is a literal", (value) => {
  expect(parseReference(value)).toBeUndefined();
});

test("texts are found in the order of the file with their paths", () => {
  expect(stringsIn({ a: ["x", { b: "y" }], c: 1 }, ["root"])).toEqual([
    { text: "a", path: ["root", "a"], part: "key" },
    { text: "x", path: ["root", "a", 0], part: "value" },
    { text: "b", path: ["root", "a", 1, "b"], part: "key" },
    { text: "y", path: ["root", "a", 1, "b"], part: "value" },
    { text: "c", path: ["root", "c"], part: "key" },
  ]);
});
