import fc from "fast-check";
import { expect, test } from "vitest";
import { initialTargetsFile } from "../../src/config/targets/init.ts";
import { readTargetsSchema, withServices } from "../../src/config/targets/targets-schema.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { isObject } from "../../src/schema/schema-object.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { fewer } from "../sampled.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

const SCHEMA = readTargetsSchema();
const check = compileSchema(SCHEMA);

test("the published schema has the parts of the built-in services: `npm run schema` writes it anew", () => {
  // In this order, which is part of what an editor shows.
  const written = JSON.stringify(withServices(SCHEMA, BUILT_IN.services), null, 2);
  expect(JSON.stringify(SCHEMA, null, 2)).toBe(written);
});

test("every field has a description for editors, and no object takes unknown keys", () => {
  const lacking: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (!isObject(node)) return;
    if (
      isObject(node["properties"]) &&
      node["type"] === "object" &&
      !("additionalProperties" in node)
    ) {
      lacking.push(`${path} is open`);
    }
    for (const [key, value] of Object.entries(node)) {
      if (key === "properties" && isObject(value) && !path.includes("dependentSchemas")) {
        for (const [name, field] of Object.entries(value)) {
          if (!isDescribed(field)) lacking.push(`${path}.${name} has no description`);
        }
      }
      for (const part of [value].flat()) visit(part, `${path}/${key}`);
    }
  };
  visit(SCHEMA, "");
  expect(lacking).toEqual([]);
});

function isDescribed(field: unknown): boolean {
  if (!isObject(field)) return false;
  if (typeof field["description"] === "string") return true;
  const name = String(field["$ref"]).replace("#/$defs/", "");
  const definitions = isObject(SCHEMA["$defs"]) ? SCHEMA["$defs"] : {};
  return isDescribed(definitions[name]);
}

/** Paths of all objects of the contract's example that take only known keys. */
const EXAMPLE = parseJsonDocument(
  "x",
  initialTargetsFile({ schema: "x", services: BUILT_IN.services }),
).value;
const CLOSED = objectsOf(EXAMPLE, []).filter(
  (path) => !["targets", "json"].includes(String(path.at(-1))),
);

function objectsOf(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  if (!isObject(value)) return [];
  return [
    path,
    ...Object.entries(value).flatMap(([key, member]) => objectsOf(member, [...path, key])),
  ];
}

function withKey(value: unknown, path: readonly string[], key: string): unknown {
  if (!isObject(value)) return value;
  const [first, ...rest] = path;
  if (first === undefined) return { ...value, [key]: 1 };
  return { ...value, [first]: withKey(value[first], rest, key) };
}

test("an unknown key at any place is one problem at that key, with what is known there", () => {
  expect(CLOSED.length).toBeGreaterThan(15);
  fc.assert(
    fc.property(fc.constantFrom(...CLOSED), fc.stringMatching(/^zz[a-z]{4,9}q$/), (path, key) => {
      const text = JSON.stringify(withKey(EXAMPLE, path, key), null, 2);
      const line = text.split("\n").findIndex((row) => row.includes(`"${key}": 1`)) + 1;
      const problems = check(parseJsonDocument("targets.json", text));
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({ message: `unknown key "${key}"`, at: { line } });
      expect(problems[0]?.hint).toContain("Known here: ");
    }),
    { numRuns: fewer(60) },
  );
});
