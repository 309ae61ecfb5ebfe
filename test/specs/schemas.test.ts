import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/config/files/package-root.ts";
import { collectProblems } from "../../src/rules/source/collect-problems.ts";
import { parseSpecs } from "../../src/rules/source/parse-specs.ts";
import type { SpecKind } from "../../src/rules/source/spec-kind.ts";

const root = packageRoot();
const files = (folder: string, end: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name))
    .sort();

const SCHEMA_OF: Readonly<Record<SpecKind, string>> = {
  service: "service.schema.json",
  shared: "shared.schema.json",
  statements: "statements.schema.json",
  faults: "faults.schema.json",
  rules: "rules.schema.json",
};

const SCHEMAS = [...Object.values(SCHEMA_OF), "rule.schema.json"];
const read = (path: string) => readFileSync(join(root, path), "utf8");

test.each(SCHEMAS)("%s is a JSON Schema of draft 2020-12", (name) => {
  const schema = JSON.parse(read(join("specs/schema", name)));
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
});

test.each(SCHEMAS)("%s refers only to what there is", (name) => {
  const ajv = new Ajv2020({ strict: false });
  for (const other of SCHEMAS) ajv.addSchema(JSON.parse(read(join("specs/schema", other))));
  // Compiles it: a reference to nothing throws, an id that nobody has gives nothing.
  expect(ajv.getSchema(`https://assay.invalid/schema/${name}`)).toBeTypeOf("function");
});

test.each([...files("specs", ".yaml"), ...files("examples/rule-pack", ".yaml")])(
  "an editor finds the schema of %s",
  (path) => {
    const [first = ""] = read(path).split("\n");
    const [, schema = ""] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first) ?? [];
    const parsed = parseSpecs([{ path, text: read(path) }], collectProblems());
    const [kind = ""] = Object.entries(parsed).flatMap(([name, found]) =>
      found.length ? name : [],
    );
    const wanted = join("specs/schema", SCHEMA_OF[kind as SpecKind]);
    expect(relative(root, resolve(root, dirname(path), schema))).toBe(wanted);
  },
);
