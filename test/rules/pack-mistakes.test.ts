import { expect, test } from "vitest";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import type { Specs } from "../../src/model/rule.ts";
import { compileSpecs } from "../../src/rules/compile/compile-specs.ts";
import { printedFailure } from "../schema/printed.ts";

const SERVICE = `service: pack
bindings: [rest]
operations:
  Ask: { bindings: [rest], answer: json, http: { method: GET, path: /ask } }
`;
const RULES = `service: pack
operation: Ask
document: { title: Page }
rules:
  - id: equal
    level: MUST
    statements: [P-01]
    source: Page 1
    title: However it is sent, the answer is the same
    property: relation-equivalent-requests
    control: { within: the refused samples }
untested:
  - { statement: P-02, because: nobody can see it }
`;
const SAMPLES = `samples:
  Ask:
    respects: [status]
    calls:
      - { name: plain, call: Ask, with: {} }
      - { name: refused, call: Ask, with: {} }
`;

const STATEMENTS =
  "statements:\n  P-01: { level: MUST, text: A. }\n  P-02: { level: MUST, text: B. }\n  P-03: { level: MUST, text: C. }\n";

function compile(service: string, ...more: readonly string[]): Specs {
  const files = [service, ...more].map((text, index) => ({ path: `service-${index}.yaml`, text }));
  return compileSpecs(
    [...files, { path: "statements.yaml", text: STATEMENTS }, { path: "rules.yaml", text: RULES }],
    VOCABULARY.generators,
    VOCABULARY.properties,
  );
}
const problems = (...texts: readonly [string, ...string[]]) =>
  printedFailure(() => compile(...texts)).slice(1);

test("a property that sends samples is told where the operation has none", () => {
  expect(problems(`${SERVICE}${SAMPLES}`)).toEqual([]);
  expect(problems(SERVICE)).toEqual([
    "rules.yaml:10:15: relation-equivalent-requests sends the samples of its operation, and Ask has none\n  add samples of Ask to a service file: a call that is accepted, and others",
  ]);
});

test("a greeting, and a call of the credentials, is of an operation that there is", () => {
  const calls =
    "greetings: [{ call: Asc, with: {} }]\ncredentials: { setting: users, word: key, unknown: hex, check: { call: Chek, with: {} } }\n";
  expect(problems(`${SERVICE}${SAMPLES}${calls}`)).toEqual([
    expect.stringMatching(
      /^service-0\.yaml:\d+:21: unknown operation "Asc"\n {2}did you mean "Ask"\?$/,
    ),
    expect.stringMatching(/^service-0\.yaml:\d+:\d+: unknown operation "Chek"/),
  ]);
});

test("boundaries are those of parameters that there are", () => {
  const boundaries = "boundaries: { parameters: [size], at: [0] }\n";
  expect(problems(`${SERVICE}${SAMPLES}${boundaries}`)).toEqual([
    expect.stringMatching(/^service-0\.yaml:\d+:28: unknown parameter "size"/),
  ]);
});

test("a pack's part of targets.json takes the place of no other's", () => {
  const target = (name: string) =>
    `target: { properties: {}, $defs: { ${name}: { type: string } } }\n`;
  const good = `${SERVICE}${SAMPLES}`;
  expect(problems(`${good}${target("pack-user")}`)).toEqual([]);
  expect(problems(`${good}${target("limits")}`)).toEqual([
    expect.stringMatching(
      /^service-0\.yaml:\d+:36: the schema of targets\.json has a definition "limits" already\n {2}choose another name: pack-limits$/,
    ),
  ]);
  // Of a built-in service, which may not be replaced either.
  expect(problems(`${good}${target("s3")}`)).toHaveLength(1);
  const another = `service: other\nbindings: [rest]\n${target("word")}`;
  expect(problems(`${good}${target("word")}`, another)).toEqual([
    'service-1.yaml:3:36: pack has a definition "word" already\n  choose another name: other-word',
  ]);
  expect(problems(good, "service: limits\ntarget: { properties: {} }\n")).toEqual([
    'service-1.yaml:1:10: the schema of targets.json has a definition "limits", which a service cannot be called\n  choose another name for the service',
  ]);
});

test("a statement belongs to the services whose rules speak of it", () => {
  const { statements } = compile(`${SERVICE}${SAMPLES}`);
  expect(Object.values(statements).map(({ id, services }) => [id, services])).toEqual([
    ["P-01", ["pack"]],
    ["P-02", ["pack"]],
    ["P-03", undefined],
  ]);
});

test("a property that writes a place is told where the operation reads none", () => {
  const rules = RULES.replace("relation-equivalent-requests", "written-again");
  const files = [
    { path: "service.yaml", text: SERVICE },
    { path: "statements.yaml", text: STATEMENTS },
    { path: "rules.yaml", text: rules },
  ];
  const found = printedFailure(() =>
    compileSpecs(files, VOCABULARY.generators, VOCABULARY.properties),
  );
  expect(found.slice(1)).toEqual([
    "rules.yaml:10:15: written-again writes a place that Ask reads, and there is none\n  add a place of Ask to a service file: how it is written, and how it is read",
  ]);
});

test("the calls of a place are of operations that there are", () => {
  const way = (call: string) =>
    `[{ name: a, statements: [P-01], calls: [{ call: ${call}, with: {} }] }]`;
  const places = `places: { Ask: { writes: ${way("Asc")}, reads: ${way("Ask")} } }\n`;
  expect(problems(`${SERVICE}${SAMPLES}${places}`)).toEqual([
    expect.stringMatching(
      /^service-0\.yaml:\d+:\d+: unknown operation "Asc"\n {2}did you mean "Ask"\?$/,
    ),
  ]);
});
