// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of targets.json look like this
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { fewer } from "../sampled.ts";
import { SAMPLE_SCHEMA } from "./sample-schema.ts";

const check = compileSchema(SAMPLE_SCHEMA);
const KEYS = [
  ...Object.keys(SAMPLE_SCHEMA.properties),
  ...["ticket", "uid", "pwd", "call", "with", "repeat", "steps", "kind", "left", "size", "min"],
];

/** Values that look like the schema's, but hardly ever fit it. */
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthIdentifier: "value" },
    fc.oneof(
      fc.constantFrom<unknown>("leaf", "tree", "full", "${X}", "/x", "", true, false, null),
      fc.integer(),
      fc.string(),
    ),
    fc.array(tie("value"), { maxLength: 3, depthIdentifier: "value" }),
    fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.string()), tie("value"), {
      maxKeys: 5,
      depthIdentifier: "value",
    }),
  ),
}));

test("whatever a document holds, every problem has a line and a column inside it, in order", () => {
  fc.assert(
    fc.property(anything, (value) => {
      const text = JSON.stringify(value, null, 1);
      const lines = text.split("\n");
      const places = check(parseJsonDocument("f.json", text)).map(({ message, at }) => {
        expect(message).not.toMatch(/undefined|\[object|NaN/);
        expect(at?.line).toBeGreaterThanOrEqual(1);
        expect(at?.column).toBeGreaterThanOrEqual(1);
        expect(at?.column).toBeLessThanOrEqual(lines[(at?.line ?? 0) - 1]?.length ?? 0);
        return (at?.line ?? 0) * 1e6 + (at?.column ?? 0);
      });
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
    { numRuns: fewer(500) },
  );
});

test("a document has problems exactly when the schema refuses it", () => {
  const plain = compileSchema({ ...SAMPLE_SCHEMA, $id: "again.json" });
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.record({ kind: fc.constant("leaf"), size: fc.integer() }, { requiredKeys: ["kind"] }),
      fc.record({ kind: fc.constant("tree"), left: tie("node") }, { requiredKeys: ["kind"] }),
    ),
  })).node;
  fc.assert(
    fc.property(tree, fc.boolean(), (node, spoiled) => {
      const value = { users: {}, node: spoiled ? { kind: "tree", left: node, lft: 1 } : node };
      const text = JSON.stringify(value);
      expect(plain(parseJsonDocument("f.json", text)).length > 0).toBe(spoiled);
    }),
    { numRuns: fewer(100) },
  );
});

test("a typo at any depth is one problem at that key, with the key that was meant", () => {
  const depth = fc.integer({ min: 0, max: 6 });
  const typo = fc.constantFrom(["sze", "size"], ["kidn", "kind"], ["siez", "size"]);
  fc.assert(
    fc.property(depth, typo, (levels, [wrong = "", meant = ""]) => {
      const leaf = meant === "kind" ? { kind: "leaf", kidn: 1 } : { kind: "leaf", [wrong]: 1 };
      const node = Array.from({ length: levels }).reduce<object>(
        (left) => ({ kind: "tree", left }),
        leaf,
      );
      const text = JSON.stringify({ users: {}, node }, null, 2);
      const line = text.split("\n").findIndex((row) => row.includes(`"${wrong}"`)) + 1;
      const problems = check(parseJsonDocument("f.json", text));
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({ message: `unknown key "${wrong}"`, at: { line } });
      expect(problems[0]?.hint).toContain(`did you mean "${meant}"?`);
    }),
    { numRuns: fewer(60) },
  );
});
