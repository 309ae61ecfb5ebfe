import { expect, test } from "vitest";
import { FORMATS } from "../../reporters/registry.ts";
import { rootCauses } from "../../reporters/root-causes.ts";
import { summary } from "../../reporters/summary/summary.ts";
import { weighedCauses } from "../../reporters/weighed-causes.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { RuleReport } from "../../src/model/report.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";

/** A failure of one call, as its rule and its answer have it. */
function callFails(
  { call, answer, expected }: { call: string; answer: string; expected: readonly string[] },
  rest: Partial<Failure> = {},
): Failure {
  const step = { call, binding: "get" as const, as: "owner", with: {}, judged: {}, answer };
  const told = { actual: answer, expected, step: 1, steps: [step] };
  return failureOf("get", { signature: `${call} ${expected.join()}`, ...told, ...rest });
}

function failing(
  id: string,
  failures: readonly Failure[],
  rest: Partial<RuleReport> = {},
): RuleReport {
  const statements = [...new Set(failures.flatMap((failure) => failure.statements))];
  return ruleOf(id, { verdict: "fail", statements, failures, ...rest });
}

const rulesOf = (rules: readonly RuleReport[]): readonly (readonly string[])[] =>
  rootCauses(rules).map((cause) => cause.rules.map(({ id }) => id.split(".").at(-1) ?? ""));

const capital = (call: string, rest: Partial<Failure> = {}): Failure =>
  callFails(
    {
      call,
      answer: 'success=false with error "Bad Request"',
      expected: ['error "bad Request"'],
    },
    rest,
  );

test("one wrong text is one cause, whichever rules, operations and expectations meet it", () => {
  const inWords = capital("DeleteUploadHandler", {
    statements: ["DUH-11"],
    expected: ['success or error "bad Request" for a GUID in the form N'],
  });
  const rules = [
    failing("malformed", [capital("DeleteUploadHandler", { statements: ["DUH-07"] })]),
    failing("before-auth", [capital("DeleteUploadHandler", { statements: ["DUH-08"] })]),
    failing("forms", [inWords]),
    failing("download", [capital("DeleteDownloadHandler", { statements: ["DDH-07"] })], {
      operation: "DeleteDownloadHandler",
    }),
    failing("in-requests", [
      callFails({ call: "List", answer: "HTTP 500 with an empty body", expected: ["HTTP 200"] }),
    ]),
  ];
  const [first, second, ...more] = rootCauses(rules);
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    headline:
      'DeleteUploadHandler, DeleteDownloadHandler: expected error "bad Request", got success=false with error "Bad Request"',
    statements: ["DUH-07", "DUH-08", "DUH-11", "DDH-07"],
    operations: ["DeleteUploadHandler", "DeleteDownloadHandler"],
  });
  expect(first?.rules).toHaveLength(4);
  expect(second?.rules).toHaveLength(1);
});

test("a call that is taken where it must be refused is another mistake for each statement", () => {
  const taken = (statement: string): Failure =>
    callFails(
      {
        call: "UploadFileChunk",
        answer: 'success=true with error ""',
        expected: ["success=false"],
      },
      { statements: [statement], signature: `${statement} expected success=false` },
    );
  const rules = [
    failing("after-delete", [taken("UFC-09")]),
    failing("of-a-stranger", [taken("UFC-03")]),
    failing("after-delete-too", [taken("UFC-09")]),
  ];
  expect(rulesOf(rules)).toEqual([["after-delete", "after-delete-too"], ["of-a-stranger"]]);
});

test("codes tell two refusals of one call apart, ids and numbers do not", () => {
  const refused = (error: string, statement: string): Failure =>
    callFails(
      { call: "Create", answer: `success=false with error "${error}"`, expected: ["success=true"] },
      { statements: [statement], signature: `${statement} ${error}` },
    );
  const rules = [
    failing("a", [refused("[901] Session expired", "S-1")]),
    failing("b", [refused("[115] Session expired", "S-2")]),
    failing("c", [refused("No room for 0f8fad5b-d9cb-469f-a165-70867728950e", "S-3")]),
    failing("d", [refused("No room for 7c9e6679-7425-40de-944b-e07fc1f90ae7", "S-4")]),
  ];
  expect(rulesOf(rules)).toEqual([["c", "d"], ["a"], ["b"]]);
});

test("what follows from another rule's failure stands under it", () => {
  const root = callFails(
    { call: "List", answer: 'success=false with error "No such user"', expected: ["success=true"] },
    { statements: ["LST-01"] },
  );
  const follows = callFails(
    { call: "Create", answer: 'success=true with error ""', expected: ["success=false"] },
    {
      statements: ["CUH-01"],
      consequenceOf: { rule: ruleOf("root").id, statements: ["LST-01"] },
    },
  );
  const [cause] = rootCauses([failing("sequence", [follows]), failing("root", [root])]);
  expect(cause?.rules.map(({ id }) => id)).toEqual([ruleOf("root").id, ruleOf("sequence").id]);
  expect(cause?.headline).toContain("No such user");
  expect(cause?.statements).toEqual(["LST-01"]);
});

test("the smallest case comes first, and ways of one rule alone stay together", () => {
  const long = capital("DeleteUploadHandler", { counterexample: { guid: "x".repeat(50) } });
  const own = callFails({ call: "Other", answer: "HTTP 500", expected: ["HTTP 200"] });
  const odd = callFails(
    { call: "Other", answer: "HTTP 404", expected: ["HTTP 201"] },
    { statements: ["DUH-02"] },
  );
  const rules = [
    failing("long", [long]),
    failing("short", [capital("DeleteUploadHandler", { counterexample: { guid: "x" } }), own, odd]),
  ];
  const [first, second, ...more] = rootCauses(rules);
  expect(more).toEqual([]);
  expect(first?.rules.map(({ id }) => id)).toEqual([ruleOf("short").id, ruleOf("long").id]);
  expect(second?.rules.map(({ failures }) => failures)).toEqual([[own, odd]]);
});

test("no failure is lost, and none stands under two causes", () => {
  const rules = [
    failing("a", [capital("A"), capital("B", { statements: ["X-1"] })]),
    failing("b", [capital("A", { statements: ["X-2"] })]),
    failing("bare", [], { reason: "it did not hold" }),
  ];
  const causes = rootCauses(rules);
  const told = causes.flatMap(({ members }) => members.map(({ failure }) => failure));
  expect(new Set(told)).toEqual(new Set(rules.flatMap(({ failures }) => failures)));
  expect(told).toHaveLength(3);
  expect(causes.at(-1)).toMatchObject({ members: [], headline: expect.stringContaining("hold") });
});

const MANY = [
  failing("malformed", [capital("DeleteUploadHandler", { statements: ["DUH-07"] })]),
  failing("should", [capital("DeleteUploadHandler", { statements: ["DUH-08"] })], {
    level: "SHOULD",
  }),
  failing("other", [callFails({ call: "List", answer: "HTTP 500", expected: ["HTTP 200"] })], {
    level: "SHOULD",
  }),
];

test("a cause weighs what the worst of its rules weighs", () => {
  const causes = weighedCauses(MANY);
  expect(causes.map(({ severity }) => severity)).toEqual(["violated", "warning"]);
  expect(weighedCauses(MANY, "should").map(({ severity }) => severity)).toEqual([
    "violated",
    "violated",
  ]);
});

test("every format for people has one headline a cause", () => {
  const report = reportOf([targetOf("acme", "violates", MANY)]);
  const headline = 'DeleteUploadHandler: expected error "bad Request", got';
  const text = summary(report, { color: false });
  expect(text).toContain(headline);
  expect(text).toContain("2 rules, 2 statements: DUH-07 DUH-08");
  const asMarkdown = FORMATS.md.render(report, {});
  expect(asMarkdown).toContain("### Causes (2)");
  expect(asMarkdown).toContain("2 rules, 2 statements (DUH-07 DUH-08)");
  const asHtml = FORMATS.html.render(report, {});
  expect(asHtml).toContain("2 rules, 2 statements: DUH-07 DUH-08");
  expect(asHtml).toContain("1 more rule for the same reason");
  const asJunit = FORMATS.junit.render(report, {});
  const causes = [...asJunit.matchAll(/<property name="cause" value="([^"]*)"/g)];
  expect(causes.map(([, value]) => value?.replaceAll("&quot;", '"'))).toEqual([
    expect.stringContaining(headline),
    expect.stringContaining("got HTTP 500 (1 rule, 1 statement: "),
  ]);
});
