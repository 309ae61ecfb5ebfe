import { listed } from "./listed.ts";
import type { SchemaIndex } from "./schema-index.ts";
import { isObject } from "./schema-object.ts";
import { showValue } from "./show-value.ts";

const NOUNS: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

/** The JSON types of a `type` keyword in words: `a string or a number`. */
export function describeTypes(types: unknown): string {
  return listed(
    [types].flat().map((type) => NOUNS[String(type)] ?? String(type)),
    "or",
  );
}

/** What a schema asks for, in a few words; its `title` when it has one; undefined for nothing. */
export function describeSchema(schema: unknown, index: SchemaIndex): string | undefined {
  if (!isObject(schema)) return undefined;
  if (typeof schema["title"] === "string") return schema["title"];
  if ("const" in schema) return showValue(schema["const"]);
  const values = schema["enum"];
  if (Array.isArray(values))
    return listed(
      values.map((value) => showValue(value)),
      "or",
    );
  const target = index.follow(schema);
  if (target) return describeSchema(target, index);
  const branches = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(branches)) {
    return listed(
      branches.flatMap((branch) => describeSchema(branch, index) ?? []),
      "or",
    );
  }
  const required = schema["required"];
  if (Array.isArray(required) && required.length > 0) {
    return `an object with ${listed(
      required.map((key) => JSON.stringify(key)),
      "and",
    )}`;
  }
  if (isObject(schema["properties"])) return describeTypes("object");
  return schema["type"] === undefined ? undefined : describeTypes(schema["type"]);
}
