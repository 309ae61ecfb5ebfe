import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import deviationsSchema from "../../specs/schema/deviations.schema.json" with { type: "json" };
import rulesSchema from "../../specs/schema/rules.schema.json" with { type: "json" };
import { packageRoot } from "../../src/config/files/package-root.ts";
import { BINDINGS } from "../../src/model/binding.ts";
import { importsByModule } from "./imports.ts";

/** Where a binding is known by its name: the table, the codecs, and what is peculiar to one service. */
const BY_NAME = ["src/model/binding-table.ts", "src/wire/bindings/", "src/services/"];
/** HTTP methods as OpenAPI writes them. */
const METHODS = ["src/import/openapi/describe-calls.ts"];
const ENGINE = /^(?:src|generators|reporters|suites)\//;

/** The name of a binding as a text; `"get"` is also a member of maps, in types. */
const NAME = new RegExp(`(?<!Pick<[^;]*)"(?:${BINDINGS.join("|")})"`);

function placesIn(path: string): readonly string[] {
  const lines = readFileSync(join(packageRoot(), path), "utf8").split("\n");
  return lines.flatMap((line, index) =>
    NAME.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
  );
}

test("the engine asks for the traits of a binding, not for its name", () => {
  const modules = [...importsByModule().keys()].filter((path) => ENGINE.test(path));
  const asking = modules.filter(
    (path) => !METHODS.includes(path) && !BY_NAME.some((own) => path.startsWith(own)),
  );
  expect(asking.length).toBeGreaterThan(500);
  expect(asking.flatMap(placesIn)).toEqual([]);
});

test("names of bindings are found where there are some", () => {
  expect(placesIn("src/services/tus/read-stored.ts")).not.toEqual([]);
});

test("the published schemas list the bindings of the table", () => {
  const { items } = deviationsSchema.properties.deviations;
  expect(rulesSchema.$defs.binding.enum).toEqual(BINDINGS);
  expect(items.properties.binding.enum).toEqual(BINDINGS);
});
