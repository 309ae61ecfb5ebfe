import { describe, expect, test } from "vitest";
import { ruleReport } from "../../src/judge/report/rule-report.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import { unitVerdict } from "./unit-verdict.ts";

const HEAD = {
  id: "a",
  title: "A rule",
  level: "MUST",
  service: "inforouter",
  operation: "DeleteUploadHandler",
  statements: ["DUH-01"],
  source: { document: "D", where: "Overview 1" },
} as const;
const BINDINGS = ["get", "post", "soap11"];

function report(judged: readonly UnitVerdict[], shares = false) {
  return ruleReport(HEAD, BINDINGS, judged, { shares });
}

const GET = unitVerdict();
const POST = unitVerdict({ binding: "post" });
const SOAP = unitVerdict({ binding: "soap11" });

describe("a rule over several bindings", () => {
  test("holds when it holds over each", () => {
    expect(report([GET, POST, SOAP])).toEqual({
      ...HEAD,
      verdict: "pass",
      reason: null,
      known: null,
      observed: null,
      cases: 3,
      durationMs: 30,
      bindings: { get: "pass", post: "pass", soap11: "pass" },
      failures: [],
    });
  });

  test("is violated when it is over one, and its reason is that one's", () => {
    const failures = [{ id: "f" } as Failure];
    const post = unitVerdict({ binding: "post", verdict: "fail", reason: "got this", failures });
    const unsure = unitVerdict({ verdict: "inconclusive", reason: "no answer" });
    expect(report([unsure, post, SOAP])).toMatchObject({
      verdict: "fail",
      reason: "got this",
      bindings: { get: "inconclusive", post: "fail", soap11: "pass" },
      reasons: { get: "no answer", post: "got this" },
      failures,
    });
  });

  test("could not be judged when a binding was not reached", () => {
    expect(report([GET, SOAP])).toMatchObject({
      verdict: "inconclusive",
      reason: "the run ended before it was judged",
      cases: 2,
      bindings: { get: "pass", post: "inconclusive", soap11: "pass" },
      reasons: { post: "the run ended before it was judged" },
    });
  });

  test("is the same whichever verdict came first", () => {
    expect(report([SOAP, GET, POST])).toEqual(report([GET, POST, SOAP]));
    expect(Object.keys(report([SOAP, POST, GET], true).units ?? {})).toEqual(BINDINGS);
  });

  test("times are whole milliseconds", () => {
    const short = { durationMs: 0.4 };
    const units = BINDINGS.map((binding) => unitVerdict({ binding, ...short }));
    expect(report(units, true)).toMatchObject({
      durationMs: 1,
      units: { get: { durationMs: 0 } },
    });
  });

  test("alternatives that servers may choose from are counted over the bindings", () => {
    const get = unitVerdict({ alternatives: { one: 1 } });
    const post = unitVerdict({ binding: "post", alternatives: { one: 2, two: 3 } });
    expect(report([get, post, SOAP]).alternatives).toEqual({ one: 3, two: 3 });
  });

  test("in a shard says what each binding added, else not", () => {
    const get = unitVerdict({ alternatives: { one: 1 } });
    expect(report([get], true).units).toEqual({
      get: {
        cases: 1,
        durationMs: 10,
        observed: null,
        alternatives: { one: 1 },
        exercised: ["DUH-01", "DUH-02", "DUH-03"],
      },
    });
    expect(report([get])).not.toHaveProperty("units");
  });
});

describe("what was observed", () => {
  const seen = (binding: string, observed: Record<string, string>) =>
    unitVerdict({ binding, verdict: "observed", observed });

  test("is told once where the bindings agree", () => {
    const units = BINDINGS.map((binding) => seen(binding, { tried: "accepted" }));
    expect(report(units)).toMatchObject({
      verdict: "observed",
      observed: { tried: "accepted" },
    });
  });

  test("is told with the bindings where they differ", () => {
    const units = [
      seen("get", { tried: "accepted" }),
      seen("post", { tried: "refused", other: "x" }),
      seen("soap11", { tried: "accepted" }),
    ];
    expect(report(units).observed).toEqual({
      tried: "accepted (get, soap11); refused (post)",
      other: "x",
    });
  });

  test("is left out where the rule could not be judged", () => {
    expect(report([seen("get", { tried: "accepted" })]).observed).toBeNull();
  });
});
