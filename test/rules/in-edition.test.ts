import { expect, test } from "vitest";
import { inEdition } from "../../src/rules/select/in-edition.ts";
import { compileSmall, problemsOf, smallRule } from "./small-specs.ts";

const EDITIONS = `editions:
  "1": { service: inforouter, title: First, date: "2025" }
  "2": { service: inforouter, title: Second, date: 2026-02, changed: [It sings.] }
statements:`;
const NAMED = ["statements.yaml", "statements:", EDITIONS] as const;
const ON_STATEMENT = [
  "statements.yaml",
  "S-01: { level: MUST,",
  'S-01: { level: MUST, editions: ["1"],',
] as const;
const LIMITED = compileSmall([NAMED, ON_STATEMENT]);
const levels = (edition: string | undefined) =>
  Object.fromEntries(inEdition(LIMITED, edition).rules.map(({ id, level }) => [id, level]));

test("an edition has its service, its date and what it changed", () => {
  expect(LIMITED.editions).toEqual({
    "1": { name: "1", service: "inforouter", title: "First", date: "2025", changed: [] },
    "2": {
      name: "2",
      service: "inforouter",
      title: "Second",
      date: "2026-02",
      changed: ["It sings."],
    },
  });
});

test("a rule is promised by the editions of its statements, or by those that it names itself", () => {
  expect(smallRule("takes-chunk", [NAMED, ON_STATEMENT]).editions).toEqual(["1"]);
  const own = [
    "create.yaml",
    "title: A new handler takes a chunk",
    'title: A new handler takes a chunk\n    editions: ["2"]',
  ] as const;
  expect(smallRule("takes-chunk", [NAMED, ON_STATEMENT, own]).editions).toEqual(["2"]);
  expect(smallRule("takes-chunk").editions).toBeUndefined();
});

test("without an edition, what only some promise is observed, and keeps its level in mind", () => {
  expect(levels(undefined)).toMatchObject({
    "inforouter.create.takes-chunk": "MAY",
    "inforouter.create.sings": "MAY",
    "apidatatools.remove.again": "SHOULD",
  });
  const { rules } = inEdition(LIMITED, undefined);
  expect(rules.find(({ id }) => id.endsWith("takes-chunk"))?.promised).toBe("MUST");
});

test("by an edition its rules are binding, those of others are left out, other services stay", () => {
  expect(levels("1")).toMatchObject({
    "inforouter.create.takes-chunk": "MUST",
    "apidatatools.remove.again": "SHOULD",
  });
  const of2 = levels("2");
  expect(of2).not.toHaveProperty(["inforouter.create.takes-chunk"]);
  expect(of2).toHaveProperty(["apidatatools.remove.again"]);
});

test("by an edition, alternatives that only others allow are none", () => {
  const alternatives = [
    "create.yaml",
    "then: { success: true, error: none }",
    `then:
          oneOf:
            - { because: earlier, editions: ["1"], success: true }
            - { because: second, editions: ["2"], success: false }
            - { because: always, refused: true }`,
  ] as const;
  const specs = compileSmall([NAMED, alternatives]);
  const allowed = JSON.stringify(inEdition(specs, "2").rules.map(({ steps }) => steps));
  expect(allowed).toContain("second");
  expect(allowed).toContain("always");
  expect(allowed).not.toContain("earlier");
});

const NOT_IN = [
  "statements.yaml",
  "S-01: { level: MUST,",
  'S-01: { level: MUST, notIn: ["1"],',
] as const;

test("what an edition contradicts binds by default and by the others, and is left out by that one", () => {
  const specs = compileSmall([NAMED, NOT_IN]);
  const level = (edition: string | undefined) =>
    inEdition(specs, edition).rules.find(({ id }) => id.endsWith("takes-chunk"))?.level;
  expect([level(undefined), level("2"), level("1")]).toEqual(["MUST", "MUST", undefined]);
});

test("a rule is left out by the editions that contradict it or any of its statements", () => {
  const own = [
    "create.yaml",
    "title: A new handler takes a chunk",
    'title: A new handler takes a chunk\n    notIn: ["2"]',
  ] as const;
  expect(smallRule("takes-chunk", [NAMED, NOT_IN, own]).notIn).toEqual(["2", "1"]);
  expect(smallRule("takes-chunk", [NAMED]).notIn).toBeUndefined();
});

test("notIn and alternatives name editions that there are, and none that promises it as well", () => {
  const ofStatement = problemsOf([
    NAMED,
    [
      "statements.yaml",
      "S-01: { level: MUST,",
      'S-01: { level: MUST, editions: ["1"], notIn: ["1", "3"],',
    ],
  ]).join("\n");
  expect(ofStatement).toMatch(/statements\.yaml:\d+:\d+: unknown edition "3"/);
  expect(ofStatement).toMatch(
    /statements\.yaml:\d+:\d+: the edition "1" is in both editions and notIn/,
  );
  const ofRule = [
    "create.yaml",
    "title: A new handler takes a chunk",
    'title: A new handler takes a chunk\n    notIn: ["12"]',
  ] as const;
  expect(problemsOf([NAMED, ofRule]).join("\n")).toMatch(
    /create\.yaml:\d+:\d+: unknown edition "12"\n\s+did you mean "[12]"\?/,
  );
  const ofAlternative = [
    "create.yaml",
    "then: { success: true, error: none }",
    'then: { oneOf: [{ because: a, editions: ["3"], success: true }, { because: b, refused: true }] }',
  ] as const;
  expect(problemsOf([NAMED, ofAlternative]).join("\n")).toMatch(
    /create\.yaml:\d+:\d+: unknown edition "3"/,
  );
});

test("an unknown edition is told, with what was probably meant", () => {
  expect(() => inEdition(LIMITED, "20")).toThrow('no edition "20"');
  const unknown = [
    "create.yaml",
    "title: A new handler takes a chunk",
    'title: A new handler takes a chunk\n    editions: ["3"]',
  ] as const;
  expect(problemsOf([NAMED, unknown]).join("\n")).toContain('unknown edition "3"');
});
