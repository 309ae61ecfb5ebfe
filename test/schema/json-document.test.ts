import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { place, printedFailure } from "./printed.ts";

const TEXT = `// targets
{
  "default": "a", /* one */
  "targets": {
    "a": { "bindings": ["get", "post",], },
  },
}
`;

describe("a JSON document", () => {
  const document = parseJsonDocument("f.json", TEXT);

  it("may have comments and trailing commas", () => {
    expect(document.value).toEqual({
      default: "a",
      targets: { a: { bindings: ["get", "post"] } },
    });
  });

  test.each([
    [["default"], "key", "3:3"],
    [["default"], "value", "3:14"],
    [["targets", "a", "bindings", 1], "value", "5:32"],
    [["targets", "a", "nothing"], "value", "5:10"],
    [["targets", "a", "nothing"], "key", "5:5"],
    [["targets", "a", "bindings", 5], "value", "5:24"],
    [[], "value", "2:1"],
  ] as const)("knows where %j (%s) is", (path, part, expected) => {
    expect(place(document, path, part)).toBe(expected);
  });

  it("keeps __proto__ a key", () => {
    const { value } = parseJsonDocument("f.json", '{"__proto__": {"polluted": true}}');
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("reads whatever JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseJsonDocument("f.json", text).value).toEqual(JSON.parse(text));
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  ["", "f.json:1:1: a value is expected here"],
  ["{", "f.json:1:2: a closing brace } is missing"],
  ['{"a": 1 "b": 2}', "f.json:1:9: a comma is missing before this"],
  ['{"a" 1}', "f.json:1:6: a colon is expected after the key"],
  ["{\"a\": 'x'}", "f.json:1:7: this is not JSON: a name or text needs double quotes"],
  ["{a: 1}", "f.json:1:2: this is not JSON: a name or text needs double quotes"],
  ['{"a": 1}\n{"b": 2}', "f.json:2:1: the document has ended, but text follows"],
  ['{\n  "a": "x\n}', "f.json:2:8: this text has no closing double quote"],
  ['{"a": "\\q"}', 'f.json:1:7: after \\ only one of " \\ / b f n r t u may stand'],
  ['{"a": {"b": 1,\n "b": 2}}', 'f.json:2:2: the key "b" is here twice, first in line 1'],
  ["[".repeat(5_000), "f.json:1:201: nested more than 200 levels deep"],
])("%.40j is refused with what is wrong and where", (text, problem) => {
  const [code, first] = printedFailure(() => parseJsonDocument("f.json", text));
  expect([code, first]).toEqual(["[json-syntax]", problem]);
});

test("brackets in texts and comments are no nesting", () => {
  const brackets = "[".repeat(500);
  const text = `{ /* ${brackets} */ "a": "${brackets}\\"${brackets}" // ${brackets}\n}`;
  expect(printedFailure(() => parseJsonDocument("f.json", text))).toEqual([]);
});
