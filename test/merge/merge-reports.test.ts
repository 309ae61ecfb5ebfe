import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withDeviations } from "../../src/judge/known/with-deviations.ts";
import { mergeReports } from "../../src/judge/merge/merge-reports.ts";
import type { NamedReport } from "../../src/judge/merge/shard-set.ts";
import { exitCodeOf } from "../../src/judge/report/exit-code.ts";
import type { Report } from "../../src/model/report.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { bindingSets } from "../../src/rules/select/plan-units.ts";
import { failureOf } from "../reporters/fixtures/report-of.ts";
import { compileSmall } from "../rules/small-specs.ts";
import { printedFailure } from "../schema/printed.ts";
import { type JudgedRun, shardReports, wholeReport } from "./shards-of.ts";

const SPECS = compileSmall();
const UNITS = SPECS.rules.flatMap((rule) =>
  bindingSets(rule, undefined).map((bindings) => ({ rule: rule.id, binding: bindings.join("+") })),
);
const KINDS: readonly VerdictKind[] = [
  "pass",
  "fail",
  "inconclusive",
  "not-applicable",
  "observed",
];
const COVERAGE = {
  answers: { Create: { accepted: 3 } },
  transitions: {},
  boundaries: { "size 0": 1 },
};

/** A verdict of each unit, or none where the run ended before. */
const verdicts: fc.Arbitrary<readonly UnitVerdict[]> = fc
  .tuple(
    ...UNITS.map(({ rule, binding }) =>
      fc.option(
        fc.record({
          target: fc.constantFrom("acme", "other"),
          rule: fc.constant(rule),
          binding: fc.constant(binding),
          verdict: fc.constantFrom(...KINDS),
          cases: fc.nat(100),
          requests: fc.nat(100),
          durationMs: fc.double({ min: 0, max: 1000, noNaN: true }),
          reason: fc.option(fc.string()),
          failures: fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{4}$/), { maxLength: 2 }),
          observed: fc.option(fc.dictionary(fc.string(), fc.constantFrom("yes", "no"))),
          exercised: fc.constant([]),
          alternatives: fc.dictionary(fc.constantFrom("early", "late"), fc.nat(9)),
        }),
      ),
    ),
  )
  .map((units) =>
    units.flatMap((unit) =>
      unit
        ? [{ ...unit, failures: unit.failures.map((id) => failureOf(unit.binding, { id })) }]
        : [],
    ),
  );

function judgedRun(all: readonly UnitVerdict[]): JudgedRun {
  const targets = [
    {
      name: "acme",
      services: ["inforouter"],
      description: "ACME",
      requests: 7,
      leftovers: ["h-1"],
      coverage: COVERAGE,
    },
    { name: "other", services: ["inforouter"], requests: 5, leftovers: [] },
  ];
  return { specs: SPECS, targets, verdicts: all };
}

/** What shards may not change: everything but the run, and how long things took. */
function lasting({ run: _, ...report }: Report): object {
  const targets = report.targets.map((target) => ({
    ...target,
    rules: target.rules.map(({ durationMs: __, ...rule }) => rule),
  }));
  return JSON.parse(JSON.stringify({ ...report, targets })) as object;
}

function merged(reports: readonly NamedReport[]): Report {
  return mergeReports(reports, "assay merge");
}

/** Of a target that has the service inforouter alone. */
function goodVerdict(rule: Rule | undefined): VerdictKind {
  if (rule?.service !== "inforouter") return "not-applicable";
  return rule.level === "MAY" ? "observed" : "pass";
}

function passing(): JudgedRun {
  return judgedRun(
    ["acme", "other"].flatMap((target) =>
      UNITS.map((unit) => ({
        ...unit,
        target,
        verdict: goodVerdict(SPECS.rules.find(({ id }) => id === unit.rule)),
        reason: null,
        cases: 3,
        requests: 3,
        durationMs: 1,
        failures: [],
        observed: null,
        exercised: [],
        alternatives: {},
      })),
    ),
  );
}

test("shards merged, in any order, are the run without shards", () => {
  fc.assert(
    fc.property(verdicts, fc.integer({ min: 1, max: 9 }), fc.nat(), (all, of, turn) => {
      const judged = judgedRun(all);
      const shards = shardReports(judged, of);
      const turned = [...shards.slice(turn % of), ...shards.slice(0, turn % of)];
      expect(lasting(merged(turned))).toEqual(lasting(wholeReport(judged)));
    }),
  );
});

test("the merged run is that of its shards: earliest start, latest end, one seed, no shard", () => {
  const [first, second] = shardReports(passing(), 2);
  if (!first || !second) throw new Error("there are two shards");
  const later = { ...second.report.run, startedAt: "2026-03-01T09:30:05.000Z", durationMs: 2000 };
  const { run } = merged([{ ...second, report: { ...second.report, run: later } }, first]);
  expect(run).toEqual({
    id: "run-1+run-2",
    startedAt: "2026-03-01T09:30:00.000Z",
    durationMs: 7000,
    seed: 42,
    complete: true,
    shard: null,
    command: "assay merge",
  });
});

describe("a missing shard", () => {
  const shards = shardReports(passing(), 4);
  const report = merged(shards.filter((_, at) => at !== 1));

  test("makes the report incomplete, and every target says which it is", () => {
    expect(report.run).toMatchObject({ complete: false, shard: "1,3,4/4" });
    for (const target of report.targets) {
      expect(target).toMatchObject({ outcome: "incomplete", reason: "shard 2/4 is missing" });
    }
    expect(exitCodeOf(report, "must")).toBe(3);
    expect(exitCodeOf(merged(shards), "must")).toBe(0);
  });

  test("is one of several", () => {
    const [first] = shards;
    expect(merged(first ? [first] : []).targets[0]?.reason).toBe(
      "shards 2/4, 3/4 and 4/4 are missing",
    );
  });

  test("does not hide a violation in another", () => {
    const all = passing().verdicts.map((unit) => ({ ...unit, verdict: "fail" as const }));
    const violated = merged(shardReports(judgedRun(all), 4).slice(1));
    expect(violated.targets[0]?.outcome).toBe("violates");
    expect(exitCodeOf(violated, "must")).toBe(1);
    expect(exitCodeOf(violated, "never")).toBe(3);
  });
});

test("a shard that was interrupted leaves the merged report incomplete", () => {
  const [first, ...others] = shardReports(passing(), 3);
  if (!first) throw new Error("there are three shards");
  const run = { ...first.report.run, complete: false };
  const report = merged([{ ...first, report: { ...first.report, run } }, ...others]);
  expect(report.run).toMatchObject({ complete: false, shard: null });
  expect(exitCodeOf(report, "must")).toBe(3);
});

test("a shard with nothing to judge is incomplete; merged, it takes nothing away", () => {
  const shards = shardReports(passing(), 200);
  const idle = shards.find(({ report }) => report.targets[0]?.rules.length === 0);
  expect(idle?.report.targets[0]).toMatchObject({
    outcome: "incomplete",
    reason: `no rule falls to shard ${idle?.report.run.shard}`,
  });
  expect(exitCodeOf(idle?.report ?? shards[0]?.report ?? merged([]), "must")).toBe(3);
  expect(exitCodeOf(merged(shards), "must")).toBe(0);
  expect(merged(shards).targets[0]?.reason).toBeUndefined();
  // Nor does one whose only rules are of a service that the target lacks.
  const lacking = shards.find(({ report }) =>
    /does not offer/.test(report.targets[0]?.reason ?? ""),
  );
  expect(lacking?.report.targets[0]).toMatchObject({ outcome: "incomplete" });
});

describe("the MUST rules that a target is judged by", () => {
  test("are counted in shards and merged as in a run without shards", () => {
    const whole = wholeReport(passing()).targets[0]?.judged;
    const shards = shardReports(passing(), 4);
    expect(merged(shards).targets[0]?.judged).toEqual(whole);
    for (const { report } of shards) {
      const { all, elsewhere = 0, must } = report.targets[0]?.judged ?? { all: 0, must: 0 };
      expect([all, must + elsewhere]).toEqual([whole?.all, whole?.all]);
    }
  });

  test("are in a missing shard where nobody else judges them", () => {
    const named = shardReports(passing(), 16).find(({ report }) => report.targets[0]?.judged.must);
    const judged = merged(named ? [named] : []).targets[0]?.judged;
    expect(judged?.elsewhere).toBeGreaterThan(0);
    expect((judged?.must ?? 0) + (judged?.elsewhere ?? 0)).toBe(judged?.all);
  });
});

test("what shards counted of the same thing is added up", () => {
  const [first, second] = shardReports(passing(), 2);
  if (!first || !second) throw new Error("there are two shards");
  const timing = { service: "inforouter", operation: "Create", binding: "get" };
  const withMore = (named: NamedReport, requests: number, medianMs: number): NamedReport => ({
    ...named,
    report: {
      ...named.report,
      run: { ...named.report.run, journal: `${named.path}.journal` },
      targets: named.report.targets.map((target) => ({
        ...target,
        throttled: 2,
        coverage: COVERAGE,
        leftovers: [named.path],
        launchLog: `log of ${named.path}`,
        timings: [{ ...timing, requests, medianMs, p95Ms: medianMs * 2, worstMs: medianMs * 9 }],
      })),
    },
  });
  const report = merged([withMore(first, 10, 1), withMore(second, 30, 5)]);
  expect(report.run.journal).toBe("shard-1/report.json.journal shard-2/report.json.journal");
  expect(report.targets[0]).toMatchObject({
    throttled: 4,
    coverage: { answers: { Create: { accepted: 6 } }, boundaries: { "size 0": 2 } },
    leftovers: ["shard-1/report.json", "shard-2/report.json"],
    launchLog: "log of shard-1/report.json\nlog of shard-2/report.json",
    timings: [{ ...timing, requests: 40, medianMs: 4, p95Ms: 8, worstMs: 45 }],
  });
});

test("what one shard found not to be offered, the whole does not offer", () => {
  const [first, second] = shardReports(passing(), 2);
  if (!first || !second) throw new Error("there are two shards");
  const operation = (name: string) => ({ service: "inforouter", name });
  const finding = (named: NamedReport, notOffered: readonly string[]): NamedReport => ({
    ...named,
    report: {
      ...named.report,
      targets: named.report.targets.map((target) => ({
        ...target,
        operations: { notOffered: notOffered.map(operation), contradicted: [operation("Read")] },
      })),
    },
  });
  const report = merged([finding(first, ["Send"]), finding(second, ["Send", "Sing"])]);
  expect(report.targets[0]).toMatchObject({
    outcome: "incomplete",
    operations: {
      notOffered: [operation("Send"), operation("Sing")],
      contradicted: [operation("Read")],
    },
  });
  expect(merged([first, second]).targets[0]).not.toHaveProperty("operations");
});

describe("known deviations", () => {
  const rule = SPECS.rules.find(({ id }) => id.endsWith("takes-chunk"));
  const bindings = rule ? bindingSets(rule, undefined).map((set) => set.join("+")) : [];
  const entry = { rule: rule?.id ?? "", reason: "accepted", since: "2026-01-01", bindings };
  const marked = (failing: readonly string[]) =>
    shardReports(
      judgedRun(
        passing().verdicts.map((unit) =>
          unit.rule === entry.rule && failing.includes(unit.binding)
            ? { ...unit, verdict: "fail" as const, failures: [failureOf(unit.binding)] }
            : unit,
        ),
      ),
      16,
    ).map((named) => ({ ...named, report: withDeviations(named.report, () => [entry]) }));

  test("are stale only when no shard needs them", () => {
    expect(bindings.length).toBeGreaterThan(1);
    for (const { report } of marked([])) expect(exitCodeOf(report, "must")).not.toBe(1);
    const held = merged(marked([]));
    expect(held.targets[0]?.deviations).toMatchObject([{ rule: entry.rule, state: "stale" }]);
    expect(exitCodeOf(held, "must")).toBe(1);
  });

  test("excuse the failure of whichever shard", () => {
    const report = merged(marked(bindings.slice(0, 1)));
    expect(report.targets[0]?.deviations).toMatchObject([{ rule: entry.rule, state: "used" }]);
    expect(report.targets[0]?.outcome).toBe("conforms");
    expect(exitCodeOf(report, "must")).toBe(0);
  });
});

describe("reports that are no shards of one run", () => {
  const [first, second] = shardReports(passing(), 2);
  if (!first || !second) throw new Error("there are two shards");
  const other = (change: (report: Report) => Report): NamedReport => ({
    path: "other.json",
    report: change(second.report),
  });
  const run = (change: Partial<Report["run"]>) =>
    other((report) => ({ ...report, run: { ...report.run, ...change } }));

  test.each<[string, NamedReport, string]>([
    ["another seed", run({ seed: 7 }), "another seed, 7 instead of 42"],
    ["another number of shards", run({ shard: "2/3" }), "another number of shards, 3 instead of 2"],
    [
      "other filters",
      run({ plan: `sha256:${"0".repeat(64)}` }),
      "another plan (run.plan: filters, cases, ",
    ],
    [
      "other rules",
      other((report) => ({ ...report, specs: { ...report.specs, digest: "sha256:0" } })),
      "another rules",
    ],
    [
      "another tool",
      other((report) => ({ ...report, tool: { name: "assay", version: "9.9.9" } })),
      "9.9.9 instead of 1.0.0",
    ],
    [
      "other targets",
      other((report) => ({ ...report, targets: report.targets.slice(1) })),
      "another targets, other instead of acme, other",
    ],
    [
      "a whole run",
      { path: "other.json", report: wholeReport(passing()) },
      "a whole run, not of a shard",
    ],
    [
      "a merged one",
      { path: "other.json", report: merged([first]) },
      "merged already, of the shards 1/2",
    ],
    [
      "the same again",
      { path: "other.json", report: first.report },
      "shard 1/2 is there twice, in shard-1/report.json, too",
    ],
  ])("are refused: %s", (_, named, message) => {
    const [code, ...problems] = printedFailure(() => merged([first, named]));
    expect(code).toBe("[shards-contradict]");
    expect(problems.join("\n")).toContain(message);
    expect(problems.join("\n")).toContain("other.json: ");
  });
});
