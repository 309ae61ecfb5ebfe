import { rememberedIn } from "./remembered.ts";
import type { SchemaIndex } from "./schema-index.ts";
import { isObject, type SchemaObject } from "./schema-object.ts";

/** Keywords whose subschemas speak about the same object. */
const IN_PLACE = ["allOf", "anyOf", "oneOf", "if", "then", "else"] as const;

/** The keys that a schema names, in its own order, through references and branches too. */
export function knownKeys(schema: unknown, index: SchemaIndex): readonly string[] {
  return isObject(schema) ? keysOf(schema, index) : [];
}

const keysOf = rememberedIn((schema: SchemaObject, index: SchemaIndex): readonly string[] => {
  const keys = new Set<string>();
  collect(schema, index, keys, new Set());
  return [...keys];
});

function collect(schema: unknown, index: SchemaIndex, keys: Set<string>, seen: Set<object>): void {
  if (!isObject(schema) || seen.has(schema)) return;
  seen.add(schema);
  for (const key of Object.keys(asObject(schema["properties"]))) {
    keys.add(key);
  }
  collect(index.follow(schema), index, keys, seen);
  for (const keyword of IN_PLACE) {
    for (const part of [schema[keyword]].flat()) collect(part, index, keys, seen);
  }
}

function asObject(value: unknown): SchemaObject {
  return isObject(value) ? value : {};
}
