import fc from "fast-check";
import { expect, test } from "vitest";
import { digestOf } from "../../src/rules/source/digest.ts";

const files = fc.uniqueArray(fc.record({ path: fc.string(), text: fc.string() }), {
  selector: ({ path }) => path,
  maxLength: 5,
});

test("the digest of known files never changes", () => {
  expect(digestOf([{ path: "specs/a.yaml", text: "rules: []\n" }])).toBe(
    "sha256:c3f797334327ee636435d0593f2c5545a76c106b7eabac139ffd77f79ae2625d",
  );
});

test("the order of the files does not matter", () => {
  const shuffled = files.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expect(digestOf(other)).toBe(digestOf(list));
    }),
  );
});

test("every change of a path or a text changes the digest", () => {
  fc.assert(
    fc.property(files, files, (one, other) => {
      const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
      expect(digestOf(one) === digestOf(other)).toBe(same);
    }),
  );
});

test("a text cannot pass for the next file", () => {
  const one = [{ path: "a", text: "x\0b\0y" }];
  const two = [
    { path: "a", text: "x" },
    { path: "b", text: "y" },
  ];
  expect(digestOf(one)).not.toBe(digestOf(two));
});

function sorted(list: readonly { readonly path: string; readonly text: string }[]) {
  return list.map(({ path, text }) => [path, text]).sort();
}
