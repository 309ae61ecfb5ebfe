// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates look like this
import { expect, test } from "vitest";
import { type Change, problemsOf } from "./small-specs.ts";

const UNKNOWN_GENERATOR: Change = ["create.yaml", "payload.size", "payload.sise"];
const TOLD = 'create.yaml:13:21: unknown generator "payload.sise"\n  did you mean "payload.size"?';

test.each<[string, readonly Change[], readonly string[]]>([
  ["not YAML", [["remove.yaml", "title: A", 'title: "A']], ["remove.yaml"]],
  ["against the grammar", [["remove.yaml", "level: SHOULD", "level: SHALL"]], ["remove.yaml"]],
  ["a service file that is not YAML", [["service.yaml", "int, ", "int, }"]], ["service.yaml"]],
  ["a service file against the grammar", [["service.yaml", "creates:", "make:"]], ["service.yaml"]],
  ["statements against the grammar", [["statements.yaml", "S-01", "works"]], ["statements.yaml"]],
  ["templates that are not YAML", [["shared.yaml", "title: A", 'title: "A']], ["shared.yaml"]],
])("a file that is %s hides nothing in another", (_, changes, files) => {
  const told = problemsOf([UNKNOWN_GENERATOR, ...changes]);
  expect(told).toContain(TOLD);
  // and nothing that the broken file would have held is called unknown
  const elsewhere = told.filter((line) => !files.some((file) => line.startsWith(file)));
  expect(elsewhere).toEqual(["[spec-invalid]", TOLD]);
  expect(told.length).toBeGreaterThan(elsewhere.length);
});

test("problems come in the order of files and lines", () => {
  const told = problemsOf([
    ["service.yaml", "bindings: [get]", "bindings: [rest]"],
    ["create.yaml", "statements: [S-03]", "statements: [S-30]"],
    UNKNOWN_GENERATOR,
  ]);
  expect(told.map((line) => line.split(": ")[0])).toEqual([
    "[spec-invalid]",
    "create.yaml:13:21",
    "create.yaml:29:18",
    "service.yaml:24:3",
  ]);
});

test("what two uses of a template repeat is told once, with both places", () => {
  const use = "  - template: refusal\n    with: { id: ";
  const told = problemsOf([
    ["create.yaml", use, `${use}create, operation: Create, valid: {}, statement: S-01 }\n${use}`],
    [
      "create.yaml",
      "id: create, operation: Create, valid: { size: 1 }",
      "id: create, operation: Create, valid: {}",
    ],
    ["shared.yaml", "as: unknown", "as: nobody"],
  ]);
  expect(told).toEqual([
    "[spec-invalid]",
    'create.yaml:7:5: the id "inforouter.create.refusal" is defined twice\n  first at create.yaml:5',
    'shared.yaml:13:17: unknown principal "nobody"\n  known: owner, stranger, owner-again, unknown, ended, empty, missing, owner-longer, owner-shorter, owner-recased, owner-prefixed; applied at create.yaml:5, create.yaml:7',
  ]);
});

test("a file of one's own cannot replace what another file says", () => {
  const told = problemsOf([
    ["api.yaml", "service: apidatatools", "service: inforouter"],
    ["api.yaml", "  Remove:\n    bindings: [rest]", "  Fetch:\n    bindings: [get]"],
    [
      "remove.yaml",
      "service: apidatatools\noperation: Remove",
      "service: inforouter\noperation: Fetch",
    ],
  ]);
  expect(told[1]).toBe(
    'api.yaml:3:3: the operation "Fetch" is defined twice\n  first at service.yaml:24',
  );
});
