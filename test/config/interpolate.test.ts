// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of targets.json look like this
import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeVariables, interpolate } from "../../src/config/targets/interpolate.ts";

const ENVIRONMENT = new Map([
  ["NAME", "alice"],
  ["EMPTY", ""],
  ["NESTED", "${NAME}"],
]);
const lookup = (name: string) => ENVIRONMENT.get(name);

test.each([
  ["${NAME}", "alice"],
  ["http://${NAME}.example/${NAME}", "http://alice.example/alice"],
  ["${OTHER:-bob}", "bob"],
  ["${NAME:-bob}", "alice"],
  ["${EMPTY:-bob}", "bob"],
  ["${EMPTY}", ""],
  ["${OTHER:-}", ""],
  ["${OTHER:-http://h:1/a?b=$c}", "http://h:1/a?b=$c"],
  ["${NESTED}", "${NAME}"],
  ["$${NAME}", "${NAME}"],
  ["$$${NAME}", "$${NAME}"],
  ["$NAME costs $5 and $$", "$NAME costs $5 and $$"],
  ["", ""],
])("%j fills in as %j", (text, value) => {
  expect(interpolate(text, lookup)).toEqual({ value, gaps: [] });
});

test.each([
  ["${OTHER}", [{ kind: "missing", path: ["a", 0], variable: "OTHER" }]],
  [
    "${ONE}${TWO}",
    [
      { kind: "missing", path: ["a", 0], variable: "ONE" },
      { kind: "missing", path: ["a", 0], variable: "TWO" },
    ],
  ],
  ["${OTHER", [{ kind: "malformed", path: ["a", 0] }]],
  ["${}", [{ kind: "malformed", path: ["a", 0] }]],
  ["${my-name}", [{ kind: "malformed", path: ["a", 0] }]],
  ["${1}", [{ kind: "malformed", path: ["a", 0] }]],
  ["${NAME-x}", [{ kind: "malformed", path: ["a", 0] }]],
])("%j has gaps with their path", (text, gaps) => {
  expect(interpolate({ a: [text] }, lookup).gaps).toEqual(gaps);
});

test("keys and what is no text stay as they are", () => {
  const value = { "${NAME}": [1, true, null, { deep: "${NAME}" }] };
  expect(interpolate(value, lookup).value).toEqual({
    "${NAME}": [1, true, null, { deep: "alice" }],
  });
});

test("every escaped text fills in as itself", () => {
  const text = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom("$", "{", "}", "$${", "${", ":-", "NAME", "x"))
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(text)), (value) => {
      const escaped = Object.fromEntries(
        Object.entries(value).map(([key, texts]) => [key, texts.map(escapeVariables)]),
      );
      expect(interpolate(escaped, lookup)).toEqual({ value, gaps: [] });
    }),
  );
});

test("whatever a variable holds is taken as it is", () => {
  fc.assert(
    fc.property(fc.string(), fc.string().map(escapeVariables), (held, before) => {
      const { value } = interpolate(`${before} \${X}`, () => held);
      expect(value).toBe(`${interpolate(before, lookup).value} ${held}`);
    }),
  );
});
