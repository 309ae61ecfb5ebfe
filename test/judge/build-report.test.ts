import { describe, expect, test } from "vitest";
import {
  buildReport,
  type JudgedTarget,
  type ReportParts,
} from "../../src/judge/report/build-report.ts";
import type { RunInfo } from "../../src/model/report.ts";
import type { Rule, Specs } from "../../src/model/rule.ts";
import type { Timing } from "../../src/model/timing.ts";
import { rule } from "../prove/proof-parts.ts";
import { unitVerdict } from "./unit-verdict.ts";

const RUN: RunInfo = {
  id: "run",
  startedAt: "2026-03-01T09:30:00.000Z",
  durationMs: 1000,
  seed: 42,
  complete: true,
  shard: null,
  command: "assay run",
};
const A = rule("a", { statements: ["DUH-01", "DUH-02"] });
const B = rule("b", { statements: ["DUH-02", "DUH-03"], level: "SHOULD" });
const statement = (id: string) => ({ id, level: "MUST", text: `The text of ${id}.`, where: "1" });
const SPECS = {
  digest: "sha256:0",
  statements: Object.fromEntries(
    ["DUH-01", "DUH-02", "DUH-03", "DUH-04", "DUH-05"].map((id) => [id, statement(id)]),
  ),
  editions: {},
  operations: {},
  rules: [A, B],
  untested: { "DUH-04": "not visible from outside" },
} as unknown as Specs;
const TARGET: JudgedTarget = {
  name: "acme",
  services: ["inforouter"],
  requests: 7,
  leftovers: ["a handler"],
};

function selected(...rules: readonly Rule[]): ReportParts["selected"] {
  return rules.map((one) => ({ rule: one, bindings: ["get"] }));
}

function report(parts: Partial<ReportParts> = {}) {
  return buildReport({
    version: "1.2.3",
    run: RUN,
    specs: SPECS,
    selected: selected(A, B),
    targets: [TARGET],
    verdicts: [unitVerdict(), unitVerdict({ rule: "b" })],
    ...parts,
  });
}

const first = (parts: Partial<ReportParts>) => report(parts).targets[0];

describe("a report", () => {
  test("says what made it, and of which rules it is", () => {
    const { targets: _, ...head } = report();
    expect(head).toEqual({
      format: "assay-report",
      formatVersion: 2,
      tool: { name: "assay", version: "1.2.3" },
      run: RUN,
      specs: { digest: "sha256:0", rules: 2, statements: 5 },
    });
    expect(report({ toolDigest: "sha256:1" }).tool.digest).toBe("sha256:1");
  });

  test("has a target with what was said of it, and nothing more", () => {
    expect(first({})).toMatchObject({
      name: "acme",
      outcome: "conforms",
      requests: 7,
      cases: 2,
      counts: { MUST: { pass: 1 }, SHOULD: { pass: 1 }, MAY: {} },
      leftovers: ["a handler"],
    });
    const optional = [
      "operations",
      "description",
      "reason",
      "launchLog",
      "throttled",
      "coverage",
      "timings",
    ];
    for (const name of optional) expect(first({})).not.toHaveProperty(name);
  });

  test("keeps what a target has besides", () => {
    const more = {
      description: "ACME",
      reason: "it was away",
      launchLog: "listening",
      throttled: 2,
      operations: { notOffered: [{ service: "inforouter", name: "LogOut" }], contradicted: [] },
      coverage: { answers: {}, transitions: {}, boundaries: {} },
    };
    expect(first({ targets: [{ ...TARGET, ...more }] })).toMatchObject(more);
    expect(first({ targets: [{ ...TARGET, throttled: 0 }] })).not.toHaveProperty("throttled");
  });

  test("has the times of operations in their order", () => {
    const timing = (service: string, operation: string, binding: string): Timing => {
      return { service, operation, binding, requests: 1, medianMs: 1, p95Ms: 1, worstMs: 1 };
    };
    const inOrder = [
      timing("apidatatools", "Z", "rest"),
      timing("inforouter", "A", "get"),
      timing("inforouter", "A", "post"),
      timing("inforouter", "B", "get"),
    ];
    const timings = [2, 3, 0, 1].flatMap((index) => inOrder[index] ?? []);
    expect(first({ targets: [{ ...TARGET, timings }] })?.timings).toEqual(inOrder);
  });

  test("names the editions of the documents, and where a statement stands in which document", () => {
    const document = { title: "Delete API", url: "https://a.test/delete" };
    const edition = { name: "2026-02", service: "inforouter", title: "Of February", changed: [] };
    const specs = {
      ...SPECS,
      editions: { "2026-02": { ...edition, date: "2026-02", url: "https://a.test" } },
      statements: {
        "DUH-01": { ...statement("DUH-01"), document },
        "DUH-02": { ...statement("DUH-02"), where: undefined, document: { title: "Delete API" } },
        "DUH-03": statement("DUH-03"),
      },
    } as unknown as Specs;
    const { specs: head, targets } = report({ specs });
    expect(head.editions).toEqual({
      "2026-02": { title: "Of February", date: "2026-02", url: "https://a.test" },
    });
    const sources = Object.values(targets[0]?.statements ?? {}).map(({ source }) => source);
    expect(sources).toEqual([
      { document: "Delete API", where: "1", url: "https://a.test/delete" },
      { document: "Delete API" },
      undefined,
    ]);
  });

  test("gives each target its own verdicts", () => {
    const fails = unitVerdict({ target: "other", verdict: "fail", reason: "got this" });
    const targets = [TARGET, { ...TARGET, name: "other" }];
    const verdicts = [unitVerdict(), unitVerdict({ rule: "b" }), fails];
    const [one, other] = report({ targets, verdicts }).targets;
    expect(one?.rules.map(({ verdict }) => verdict)).toEqual(["pass", "pass"]);
    expect(other?.rules.map(({ verdict }) => verdict)).toEqual(["fail", "inconclusive"]);
    expect([one?.outcome, other?.outcome]).toEqual(["conforms", "violates"]);
  });

  test("says of a rule where it is written", () => {
    expect(first({})?.rules[0]?.definedAt).toEqual({ file: "a.yaml", line: 1 });
    const nowhere = { ...A, at: { file: "b.yaml" } };
    expect(first({ selected: selected(nowhere) })?.rules[0]?.definedAt).toEqual({ file: "b.yaml" });
  });
});

describe("a statement", () => {
  const verdicts = [unitVerdict(), unitVerdict({ rule: "b", verdict: "fail", reason: "x" })];

  test("has the worst verdict of its rules", () => {
    const head = { level: "MUST", text: "The text of DUH-02." };
    expect(first({ verdicts })?.statements["DUH-01"]?.verdict).toBe("pass");
    expect(first({ verdicts })?.statements["DUH-02"]).toEqual({
      verdict: "fail",
      rules: ["a", "b"],
      ...head,
    });
  });

  test.each([
    ["DUH-03", {}, "its rules were not selected"],
    ["DUH-03", { elsewhere: ["b"] }, "its rules are in another shard"],
    ["DUH-04", {}, "not visible from outside"],
    ["DUH-05", {}, "no rule carries it yet"],
    ["DUH-05", { run: { ...RUN, edition: "8.0" } }, "no rule of edition 8.0 carries it"],
  ])("%s with %j says why it is untested: %s", (id, parts, reason) => {
    const statements = first({ selected: selected(A), ...parts })?.statements;
    expect(statements?.[id]).toMatchObject({ verdict: "untested", rules: [], reason });
  });

  test("one of whose rules is in another shard is said to be there", () => {
    const statements = first({ selected: [], elsewhere: ["a"] })?.statements;
    expect(statements?.["DUH-02"]?.reason).toBe("its rules are in another shard");
  });
});

describe("a shard", () => {
  const run = { ...RUN, shard: "2/4" };

  test("to which no rule falls is incomplete, and says so", () => {
    const target = first({ run, selected: [], verdicts: [] });
    expect(target).toMatchObject({ outcome: "incomplete", reason: "no rule falls to shard 2/4" });
    expect(first({ run })).not.toHaveProperty("reason");
  });

  test("keeps what each binding added", () => {
    expect(first({ run })?.rules[0]?.units).toHaveProperty("get");
    expect(first({})?.rules[0]).not.toHaveProperty("units");
  });

  test("a whole run without a rule is incomplete, and no shard", () => {
    const target = first({ selected: [], verdicts: [] });
    expect(target?.outcome).toBe("incomplete");
    expect(target).not.toHaveProperty("reason");
  });
});
