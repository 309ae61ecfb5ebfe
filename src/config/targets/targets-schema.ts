import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Service } from "../../model/service.ts";
import type { ServiceName } from "../../model/target.ts";
import { isObject, type SchemaObject } from "../../schema/schema-object.ts";
import { packageRoot } from "../files/package-root.ts";

/** Where a service that says nothing of it has its base URL. */
const BASE_URL: SchemaObject = {
  description:
    "The address to which the path of a call is added, without a query. Requests go there and nowhere else.",
  type: "string",
};

/**
 * The JSON Schema of targets.json: the published one, with the parts of these services.
 *
 * @param services of the rule files that were loaded
 */
export function targetsSchema(services: Readonly<Record<ServiceName, Service>>): SchemaObject {
  return withServices(readTargetsSchema(), services);
}

/** A schema of targets.json with the parts of these services and no others. */
export function withServices(
  base: SchemaObject,
  services: Readonly<Record<ServiceName, Service>>,
): SchemaObject {
  const definitions = membersOf(base["$defs"]);
  const names = Object.keys(services);
  const parts = Object.values(services).map((service) => [service.name, partOf(service)] as const);
  const theirs = Object.values(services).flatMap(({ target }) =>
    Object.entries(membersOf(target["$defs"])),
  );
  return {
    ...base,
    $defs: {
      ...definitions,
      services: {
        ...membersOf(definitions["services"]),
        properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }])),
      },
      ...Object.fromEntries(parts),
      ...Object.fromEntries(theirs),
    },
  };
}

/** The published JSON Schema of targets.json, read from this package. */
export function readTargetsSchema(): SchemaObject {
  const file = join(packageRoot(), "specs", "schema", "targets.schema.json");
  const schema: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isObject(schema)) throw new Error(`${file} holds no schema`);
  return schema;
}

/** The schema for values whose variables are filled in: none may be left. */
export function withoutVariables(schema: SchemaObject): SchemaObject {
  return { ...schema, $defs: { ...membersOf(schema["$defs"]), variable: { not: {} } } };
}

/** What every service has, and what this one has besides. */
function partOf({ target, bindings }: Service): SchemaObject {
  const { properties, $defs: _, required, ...words } = target;
  const { baseUrl = BASE_URL, ...settings } = membersOf(properties);
  return {
    ...words,
    type: "object",
    additionalProperties: false,
    required: ["baseUrl", ...(Array.isArray(required) ? required : [])],
    properties: {
      baseUrl,
      ...(bindings.length > 1 ? { bindings: bindingsPart(bindings) } : {}),
      ...settings,
      operations: { $ref: "#/$defs/operations" },
      headers: { $ref: "#/$defs/headers" },
    },
  };
}

function bindingsPart(bindings: Service["bindings"]): SchemaObject {
  return {
    description: "The bindings that the server offers; rules about others are not applicable.",
    type: "array",
    minItems: 1,
    uniqueItems: true,
    items: { anyOf: [{ enum: bindings }, { $ref: "#/$defs/variable" }] },
    default: bindings,
  };
}

function membersOf(value: unknown): SchemaObject {
  return isObject(value) ? value : {};
}
