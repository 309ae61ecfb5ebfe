import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isObject, type SchemaObject } from "../schema/schema-object.ts";

const FILE = join("specs", "schema", "targets.schema.json");

/** The published JSON Schema of targets.json, read from this package. */
export function readTargetsSchema(): SchemaObject {
  const schema: unknown = JSON.parse(readFileSync(targetsSchemaFile(), "utf8"));
  if (!isObject(schema)) throw new Error(`${FILE} holds no schema`);
  return schema;
}

/** Where it is: beside `src` in a checkout, beside `dist` in an installed package. */
export function targetsSchemaFile(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, FILE))) {
    if (dirname(folder) === folder) throw new Error(`${FILE} is missing from the package`);
    folder = dirname(folder);
  }
  return join(folder, FILE);
}

/** The schema for values whose variables are filled in: none may be left. */
export function withoutVariables(schema: SchemaObject): SchemaObject {
  const definitions = isObject(schema["$defs"]) ? schema["$defs"] : {};
  return { ...schema, $defs: { ...definitions, variable: { not: {} } } };
}
