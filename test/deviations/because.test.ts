import { describe, expect, test } from "vitest";
import { planDeviationsUpdate } from "../../src/judge/known/plan-deviations-update.ts";
import { withDeviations } from "../../src/judge/known/with-deviations.ts";
import { exitCodeOf } from "../../src/judge/report/exit-code.ts";
import type { ScopedDeviation } from "../../src/model/deviation.ts";
import type { RecordedStep } from "../../src/model/failure.ts";
import type { RuleReport, TargetReport } from "../../src/model/report.ts";
import type { UnmetCall } from "../../src/model/unmet-call.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

const ALL = ["get", "post"];
const CAUSE = ruleOf("malformed").id;
const OPEN = ruleOf("twice").id;

function step(binding: "get" | "post", as = "owner"): RecordedStep {
  const judged = { refused: true };
  return {
    call: "DeleteUploadHandler",
    ...{ binding, as, with: { UploadHandler: "x" }, judged, answer: "success=true" },
  };
}

function failing(over: readonly ("get" | "post")[], as = "owner"): RuleReport {
  const signature = "DUH-07 expected a refusal, got accepted";
  const failures = over.map((binding) =>
    failureOf(binding, { step: 1, signature, steps: [step(binding, as)] }),
  );
  const bindings = Object.fromEntries(
    ALL.map((one): [string, VerdictKind] => [
      one,
      failures.some(({ binding }) => binding === one) ? "fail" : "pass",
    ]),
  );
  return ruleOf("malformed", { verdict: "fail", bindings, failures });
}

function open(unmet: RuleReport["unmet"], rest: Partial<RuleReport> = {}): RuleReport {
  const bindings = { get: "inconclusive", post: "inconclusive" } as const;
  return ruleOf("twice", {
    verdict: "inconclusive",
    bindings,
    ...(unmet ? { unmet } : {}),
    ...rest,
  });
}

const call = (binding: "get" | "post"): UnmetCall => ({
  step: step(binding),
  wanted: "refused",
  got: "accepted",
});
const BOTH = { get: [call("get")], post: [call("post")] };

const entry = (rule: string, rest: Partial<ScopedDeviation> = {}): ScopedDeviation => ({
  ...{ rule, reason: `agreed on ${rule}`, since: "2026-01-01" },
  bindings: rest.binding ? [rest.binding] : ALL,
  ...rest,
});
const KNOWN = entry(CAUSE);
const BECAUSE = entry(OPEN, { because: CAUSE });

/** The report runs on 2026-03-01. */
function judged(
  rules: readonly RuleReport[],
  ...entries: readonly ScopedDeviation[]
): { readonly target: TargetReport; readonly code: number } {
  const all = [...rules, ruleOf("holds", { bindings: { get: "pass", post: "pass" } })];
  const report = withDeviations(reportOf([targetOf("acme", "incomplete", all)]), () => entries);
  const [target] = report.targets;
  if (!target) throw new Error("no target");
  return { target, code: exitCodeOf(report, "must") };
}

describe("an entry that says because of which rule its own is not judged", () => {
  test("lets the target conform, and the rule stays what it is: not judged", () => {
    const { target, code } = judged([failing(["get", "post"]), open(BOTH)], KNOWN, BECAUSE);
    expect({ outcome: target.outcome, code }).toEqual({ outcome: "conforms", code: 0 });
    expect(target.judged).toMatchObject({ must: 2, applicable: 3 });
    expect(target.rules[1]).toMatchObject({
      verdict: "inconclusive",
      known: { reason: BECAUSE.reason, because: [CAUSE] },
      unmet: { get: [{ known: true }], post: [{ known: true }] },
    });
    expect(target.deviations?.map(({ state }) => state)).toEqual(["used", "used"]);
  });

  test.each<readonly [string, readonly RuleReport[], readonly ScopedDeviation[], number]>([
    ["there is none", [failing(["get", "post"]), open(BOTH)], [KNOWN], 3],
    ["the other rule's failure is not known", [failing(["get", "post"]), open(BOTH)], [BECAUSE], 1],
    [
      "the other rule's entry has expired",
      [failing(["get", "post"]), open(BOTH)],
      [entry(CAUSE, { expires: "2026-02-28" }), BECAUSE],
      1,
    ],
    ["the other rule was not selected", [open(BOTH)], [KNOWN, BECAUSE], 3],
    [
      "the other rule fails over one of the bindings",
      [failing(["get"]), open(BOTH)],
      [KNOWN, BECAUSE],
      3,
    ],
    [
      "the other rule fails for another call",
      [failing(["get", "post"], "unknown"), open(BOTH)],
      [KNOWN, BECAUSE],
      3,
    ],
    [
      "it is about another binding",
      [failing(["get", "post"]), open(BOTH)],
      [KNOWN, entry(OPEN, { because: CAUSE, binding: "get" })],
      3,
    ],
    [
      "it names another rule",
      [failing(["get", "post"]), open(BOTH)],
      [KNOWN, entry(OPEN, { because: ruleOf("holds").id })],
      3,
    ],
    [
      "it has expired itself",
      [failing(["get", "post"]), open(BOTH)],
      [KNOWN, { ...BECAUSE, expires: "2026-02-28" }],
      3,
    ],
    [
      "nothing is known of what was in the way",
      [failing(["get", "post"]), open(undefined)],
      [KNOWN, BECAUSE],
      3,
    ],
    [
      "something is known over one binding only",
      [failing(["get", "post"]), open({ get: [call("get")] })],
      [KNOWN, BECAUSE],
      3,
    ],
    [
      "another call was in the way as well",
      [
        failing(["get", "post"]),
        open({
          ...BOTH,
          get: [call("get"), { ...call("get"), wanted: "accepted", got: "refused" }],
        }),
      ],
      [KNOWN, BECAUSE],
      3,
    ],
  ])("opens nothing where %s", (_, rules, entries, expected) => {
    expect(judged(rules, ...entries).code).toBe(expected);
  });

  test("never excuses a failure of its rule", () => {
    const fails = ruleOf("twice", { verdict: "fail", bindings: { get: "fail", post: "fail" } });
    const { target, code } = judged([failing(["get", "post"]), fails], KNOWN, BECAUSE);
    expect(target.rules[1]?.known).toBeNull();
    expect({ outcome: target.outcome, code }).toEqual({ outcome: "violates", code: 1 });
  });

  test("is stale when its rule is judged and holds", () => {
    const holds = ruleOf("twice", { bindings: { get: "pass", post: "pass" } });
    const { target, code } = judged([failing(["get", "post"]), holds], KNOWN, BECAUSE);
    expect(target.deviations?.map(({ state }) => state)).toEqual(["used", "stale"]);
    expect(code).toBe(1);
  });

  test("excuses the binding that it names", () => {
    const half = open({ get: [call("get")] }, { bindings: { get: "inconclusive", post: "pass" } });
    const one = entry(OPEN, { because: CAUSE, binding: "get" });
    expect(judged([failing(["get"]), half], KNOWN, one).code).toBe(0);
  });
});

describe("--update-deviations", () => {
  const updated = (rules: readonly RuleReport[], ...entries: readonly ScopedDeviation[]) => {
    const { target } = judged(rules, ...entries);
    return planDeviationsUpdate([target], () => ALL, "2026-03-01").add.filter(
      ({ rule }) => rule === OPEN,
    );
  };
  const reason = `unreviewed: cannot be judged, since ${CAUSE} fails`;

  test("writes why a rule cannot be judged, where a failing rule is why", () => {
    const rules = [failing(["get", "post"]), open(BOTH)];
    const added = { rule: OPEN, because: CAUSE, reason, since: "2026-03-01" };
    expect(updated(rules)).toEqual([added]);
    expect(updated(rules, KNOWN)).toEqual([added]);
    expect(updated(rules, KNOWN, BECAUSE)).toEqual([]);
    const half = [failing(["get"]), open({ get: [call("get")] })];
    expect(updated(half)).toEqual([{ ...added, binding: "get" }]);
  });

  test.each<readonly [string, readonly RuleReport[]]>([
    ["nothing fails for the call", [failing(["get", "post"], "unknown"), open(BOTH)]],
    ["something else was in the way", [failing(["get", "post"]), open(undefined)]],
    ["nobody asks for the rule", [failing(["get", "post"]), open(BOTH, { level: "SHOULD" })]],
  ])("writes nothing where %s", (_, rules) => {
    expect(updated(rules)).toEqual([]);
  });
});
