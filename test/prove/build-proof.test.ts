import { describe, expect, test } from "vitest";
import {
  fault,
  found,
  missed,
  ofDialect,
  ofFault,
  plan,
  proofOf,
  rule,
  wrong,
} from "./proof-parts.ts";

const A = rule("a", { faults: ["f"] });
const B = rule("b", { faults: ["g"] });
const BOTH = plan({ rules: [A, B], faults: [fault("f"), fault("g")] });

const whole = [
  ofFault("f", 1, [found("a", 1)], [found("b", 1)]),
  ofFault("f", 2, [found("a", 7, { binding: "post", calls: 3 })]),
  ofFault("g", 1, [found("b", 4)]),
  ofFault("g", 2, [found("b", 5)]),
];

describe("faults and rules", () => {
  test("a proof in which every claim holds has no gap", () => {
    const proof = proofOf(BOTH, whole);
    expect(proof.gaps).toEqual([]);
    expect(proof.rules.map(({ id, killers, alsoFinds }) => ({ id, killers, alsoFinds }))).toEqual([
      { id: "a", killers: ["f"], alsoFinds: [] },
      { id: "b", killers: ["g"], alsoFinds: ["f"] },
    ]);
  });

  test("a fault tells who found it, how soon, and the smallest case", () => {
    const [first] = proofOf(BOTH, whole).faults;
    expect(first).toMatchObject({
      claims: [{ rule: "a", seeds: 2, found: 2, bindings: ["get", "post"] }],
      others: ["b"],
      medianCases: 1,
      medianRequests: 3,
      smallestCase: 2,
    });
  });

  test("the matrix is the same in whatever order the workers end", () => {
    expect(proofOf(BOTH, whole.toReversed())).toEqual(proofOf(BOTH, whole));
  });

  test("a claim that does not hold with every seed is a gap", () => {
    const results = [...whole.slice(1), ofFault("f", 1, [missed("a")])];
    const { gaps } = proofOf(BOTH, results);
    expect(gaps).toMatchObject([
      { kind: "claim-missed", subject: "f", text: "a claims it, and found it with 1 of 2 seeds" },
    ]);
  });

  test("a fault that only a rule finds which does not claim it is reported as such", () => {
    const results = [
      ofFault("f", 1, [missed("a")], [found("b", 1)]),
      ofFault("f", 2, [missed("a")]),
      ...whole.slice(2),
    ];
    expect(wrong(proofOf(BOTH, results))).toEqual([
      "fault-found-by-others f",
      "rule-without-killer a",
    ]);
  });

  test("a fault that nobody finds, and a rule that nothing makes fail, are gaps", () => {
    const about = plan({ ...BOTH, rules: [A, B, rule("c")], faults: [...BOTH.faults, fault("h")] });
    const proof = proofOf(about, [...whole, ofFault("h", 1, [])]);
    expect(wrong(proof)).toEqual(["fault-unfound h", "rule-without-killer c"]);
    expect(proof.gaps[1]?.text).toContain("add one to reference/faults");
  });

  test("a MAY rule needs no killer: it cannot fail", () => {
    const about = plan({ ...BOTH, rules: [A, B, rule("c", { level: "MAY" })] });
    expect(proofOf(about, whole).gaps).toEqual([]);
  });

  test("a claim of a fault that does not exist is a gap", () => {
    const about = plan({ ...BOTH, rules: [A, { ...B, faults: ["g", "no-such"] }] });
    expect(wrong(proofOf(about, whole))).toEqual(["claim-unknown b"]);
  });
});

describe("what was narrowed", () => {
  test("with some rules only, the faults of others are no matter", () => {
    const about = plan({ ...BOTH, rules: [A], narrowed: { rules: true, faults: false } });
    expect(wrong(proofOf(about, whole.slice(0, 2)))).toEqual([]);
  });

  test("with some faults only, rules about others need no killer", () => {
    const narrowed = { rules: false, faults: true };
    const about = plan({ ...BOTH, faults: [fault("f")], narrowed });
    expect(wrong(proofOf(about, whole.slice(0, 2)))).toEqual([]);
  });

  test("a fault and a rule that does not find it are a gap", () => {
    const narrowed = { rules: true, faults: true };
    const about = plan({ rules: [B], faults: [fault("f")], narrowed });
    expect(wrong(proofOf(about, [ofFault("f", 1, [])]))).toEqual(["fault-unfound f"]);
  });

  test("an interrupted proof claims nothing about what it did not come to", () => {
    expect(proofOf(BOTH, whole.slice(0, 1), false).gaps).toEqual([]);
  });
});

describe("legal servers", () => {
  const must = rule("must");
  const should = rule("should", { level: "SHOULD", statements: ["CUH-18"] });
  const http = { multipart: false };
  const dialect = {
    name: "odd",
    http,
    description: "An odd one.",
    reasons: { "CUH-18": "It may." },
  };
  const about = plan({ rules: [must, should], dialects: [dialect] });
  const gapsOf = (...verdicts: Parameters<typeof ofDialect>[2]) =>
    proofOf(about, [ofDialect("odd", 1, verdicts)]).gaps.filter(
      ({ kind }) => kind !== "rule-without-killer",
    );

  test("a SHOULD rule may fail where the dialect has a reason", () => {
    expect(gapsOf(["must", "pass"], ["should", "fail"])).toEqual([]);
    const [proof] = proofOf(about, [ofDialect("odd", 1, [["should", "fail"]])]).dialects;
    expect(proof?.excused).toEqual([
      { rule: "should", statement: "CUH-18", reason: "It may.", units: 1 },
    ]);
  });

  test("a MUST rule may not, whatever the reasons are", () => {
    const text = "must over get with seed 1: because";
    expect(gapsOf(["must", "fail"], ["should", "fail"])).toEqual([
      { kind: "false-alarm", subject: "odd", text },
    ]);
  });

  test("what could not be judged is a gap, and so is a reason that excuses nothing", () => {
    expect(gapsOf(["must", "inconclusive"], ["should", "pass"]).map(({ kind }) => kind)).toEqual([
      "unsure",
      "reason-unused",
    ]);
  });
});

describe("servers that know nothing", () => {
  test("a MUST rule that passes on one is a gap, a SHOULD rule is told", () => {
    const rules = [rule("must"), rule("should", { level: "SHOULD" })];
    const nullServers = [{ name: "echo", title: "Echoes." }] as const;
    const unit = { binding: "get", entrance: "login", reason: null, cases: 1 } as const;
    const units = [
      { ...unit, rule: "must", verdict: "pass" },
      { ...unit, rule: "should", verdict: "pass" },
      { ...unit, rule: "must", entrance: "ticket", verdict: "inconclusive" },
    ] as const;
    const about = plan({ rules, nullServers, narrowed: { rules: false, faults: true } });
    const proof = proofOf(about, [{ kind: "null-server", server: "echo", units }]);
    expect(wrong(proof)).toEqual(["null-pass echo"]);
    expect(proof.nullServers[0]).toMatchObject({
      must: { pass: 1, inconclusive: 1, fail: 0, "not-applicable": 0 },
      passes: [{ rule: "must" }, { rule: "should" }],
    });
  });
});
