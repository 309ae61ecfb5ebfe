// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates look like this
import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "../../src/model/value.ts";
import { fillTemplate, placeholdersIn } from "../../src/rules/compile/fill-template.ts";

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,5}$/);
const plain = fc.jsonValue() as fc.Arbitrary<JsonValue>;
const text = fc.string().filter((value) => !value.includes("${"));

test("a hole by itself becomes the argument, of any kind", () => {
  fc.assert(
    fc.property(name, plain, (hole, value) => {
      expect(fillTemplate({ a: [`\${${hole}}`] }, { [hole]: value })).toEqual({ a: [value] });
    }),
  );
});

test("a hole inside a text or a key becomes the text of the argument", () => {
  fc.assert(
    fc.property(name, text, text, text, (hole, before, value, after) => {
      fc.pre(before + after !== "");
      const filled = `${before}${value}${after}`;
      const body = { list: [`${before}\${${hole}}${after}`] };
      expect(fillTemplate(body, { [hole]: value })).toEqual({ list: [filled] });
    }),
  );
  expect(fillTemplate({ "${a}": 1 }, { a: "x" })).toEqual({ x: 1 });
});

test("what has no hole stays as it is, whatever the arguments are", () => {
  const args = fc.dictionary(name, plain);
  const body = plain.filter((value) => !JSON.stringify(value).includes("${"));
  fc.assert(
    fc.property(body, args, (value, given) => {
      expect(fillTemplate(value, given)).toEqual(value);
    }),
  );
});

test("the text of an argument is not filled again", () => {
  expect(fillTemplate("${a} ${b}", { a: "${b}", b: "x" })).toBe("${b} x");
});

test("only arguments fill a hole, not what every object has", () => {
  expect(fillTemplate(["${constructor}", "a ${toString}"], {})).toEqual([
    "${constructor}",
    "a ${toString}",
  ]);
});

test.each([
  ["${a}", "value", [{ name: "a", asText: false }]],
  ["${a}", "key", [{ name: "a", asText: true }]],
  [
    "x ${a}${b2}",
    "value",
    [
      { name: "a", asText: true },
      { name: "b2", asText: true },
    ],
  ],
  ["$a ${} ${a-b} $${", "value", []],
] as const)("%s as a %s asks for its arguments", (body, part, expected) => {
  expect(placeholdersIn(body, part)).toEqual(expected);
});
