import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type SchemaObject } from "../../schema/schema-object.ts";
import { packageRoot } from "../files/package-root.ts";

/** The published JSON Schema of targets.json, read from this package. */
export function readTargetsSchema(): SchemaObject {
  const file = join(packageRoot(), "specs", "schema", "targets.schema.json");
  const schema: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isObject(schema)) throw new Error(`${file} holds no schema`);
  return schema;
}

/** The schema for values whose variables are filled in: none may be left. */
export function withoutVariables(schema: SchemaObject): SchemaObject {
  const definitions = isObject(schema["$defs"]) ? schema["$defs"] : {};
  return { ...schema, $defs: { ...definitions, variable: { not: {} } } };
}
