import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { KEEP, REPORT_SHAPE } from "../../reporters/json/report-shape.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { violating } from "./fixtures/violating.ts";

type Schema = Readonly<Record<string, unknown>>;

const schema: Schema = JSON.parse(
  readFileSync(new URL("../../reporters/report.schema.json", import.meta.url), "utf8"),
);
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

describe("report.schema.json", () => {
  it.each(Object.entries(SAMPLES))("accepts the report %s", (_name, report) => {
    validate(JSON.parse(JSON.stringify(report)));
    expect(validate.errors).toBeNull();
  });

  it("refuses an unknown key at every level", () => {
    const accepted = objectPaths(violating)
      .filter((path) => !FREE_KEYS.test(path))
      .filter((path) => validate(edited(path, (object) => ({ ...object, surprise: 1 }))));
    expect(accepted).toEqual([]);
  });

  it("refuses a verdict, a level or a failure code that is none", () => {
    expect(validate(edited(".targets.0.rules.0", (o) => ({ ...o, verdict: "passed" })))).toBe(
      false,
    );
    expect(validate(edited(".targets.0.rules.0", (o) => ({ ...o, level: "must" })))).toBe(false);
    expect(validate(edited(".run", (o) => ({ ...o, startedAt: "yesterday" })))).toBe(false);
  });

  it("has exactly the fields of the type, in its order", () => {
    expect(fieldsOf(schema)).toEqual(shapeOf(REPORT_SHAPE));
  });

  it("describes every field", () => {
    expect(undescribed(schema, "")).toEqual([]);
  });
});

/** Records whose keys are data. */
const FREE_KEYS =
  /\.(headers|counterexample|with|statements|bindings|observed|reasons|as|bytes|FileChunk)$/;

function objectPaths(value: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) => objectPaths(each, `${path}.${key}`));
  return Array.isArray(value) ? inner : [path, ...inner];
}

function edited(path: string, edit: (object: object) => object): unknown {
  const copy = JSON.parse(JSON.stringify({ root: violating }));
  const keys = ["root", ...path.split(".").slice(1)];
  const last = keys.pop() ?? "";
  const parent = keys.reduce((object, key) => object[key], copy);
  parent[last] = edit(parent[last]);
  return copy.root;
}

function resolved(node: Schema): Schema {
  const ref = node["$ref"];
  if (typeof ref !== "string") return node;
  const name = ref.slice("#/$defs/".length);
  return { ...(schema["$defs"] as Record<string, Schema>)[name], ...node };
}

/** The schema without everything but its fields and their order; null for a plain value. */
function fieldsOf(raw: Schema): unknown {
  const node = resolved(raw);
  const { properties, items, additionalProperties } = node as Record<string, Schema | false>;
  if (properties) {
    return Object.entries(properties).map(([key, each]) => [key, fieldsOf(each as Schema)]);
  }
  if (items) return wrapped("[]", fieldsOf(items));
  if (additionalProperties) return wrapped("*", fieldsOf(additionalProperties));
  return null;
}

function shapeOf(shape: unknown): unknown {
  if (shape === KEEP) return null;
  if (Array.isArray(shape)) return wrapped("[]", shapeOf(shape[0]));
  const fields = Object.entries(shape as object);
  if (fields[0]?.[0] === "*") return wrapped("*", shapeOf(fields[0][1]));
  return fields.map(([key, each]) => [key, shapeOf(each)]);
}

function wrapped(kind: string, inner: unknown): unknown {
  return inner === null ? null : [kind, inner];
}

function undescribed(raw: Schema, path: string): readonly string[] {
  const node = resolved(raw);
  const { properties, items, additionalProperties } = node as Record<string, Schema | false>;
  const inner = properties
    ? Object.entries(properties).flatMap(([key, each]) =>
        undescribed(each as Schema, `${path}.${key}`),
      )
    : [items, additionalProperties].flatMap((each) =>
        each && fieldsOf(each) !== null ? undescribed(each, `${path}.*`) : [],
      );
  const parentIsCounts = /\.counts\.\w+\.[\w-]+$/.test(path);
  return "description" in node || parentIsCounts ? inner : [path, ...inner];
}
