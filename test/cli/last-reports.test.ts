import { describe, expect, test } from "vitest";
import { bailAfter } from "../../src/cli/bail.ts";
import { folderFor, onlyFailed, openFirst, whatIsOpen } from "../../src/cli/last-reports.ts";
import { UsageError } from "../../src/model/errors.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
import type { Target } from "../../src/model/target.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { unitVerdict } from "../judge/unit-verdict.ts";
import { rule } from "../prove/proof-parts.ts";
import { reportOf, targetOf } from "../reporters/fixtures/report-of.ts";

const TARGETS = [{ name: "acme" }] as unknown as readonly Target[];
const RULES = ["a.b.one", "a.b.two", "a.b.three"].map((id) => rule(id));

function ruleOf(id: string, verdict: VerdictKind, more: Partial<RuleReport> = {}): RuleReport {
  const { title, level, service, operation, statements, source } = rule(id);
  const head = { id, title, level, service, operation, statements, source };
  const rest = { reason: null, known: null, observed: null, cases: 1, durationMs: 1 };
  return { ...head, ...rest, verdict, bindings: { get: verdict }, failures: [], ...more };
}

/** A report of `acme`, on a day of March. */
function report(
  day: number,
  rules: readonly RuleReport[],
  more: { readonly complete?: boolean; readonly of?: number } = {},
): Report {
  const { complete = true, of = rules.length } = more;
  const startedAt = `2026-03-0${day}T00:00:00.000Z`;
  const built = reportOf([targetOf("acme", "violates", rules)], { startedAt, complete });
  return { ...built, specs: { ...built.specs, rules: of } };
}

const WHOLE = report(1, [
  ruleOf("a.b.one", "fail"),
  ruleOf("a.b.two", "inconclusive"),
  ruleOf("a.b.three", "pass"),
]);

const failedOf = (reports: readonly Report[], targets = TARGETS) =>
  onlyFailed(RULES, targets, { reports, out: "assay-report" });
const ids = (reports: readonly Report[]) => [...(failedOf(reports).get("acme") ?? [])];

describe("what failed last", () => {
  test("is what failed or could not be judged", () => {
    expect(ids([WHOLE])).toEqual(["a.b.one", "a.b.two"]);
  });

  test("is what a later part of a run left of it", () => {
    expect(ids([WHOLE, report(2, [ruleOf("a.b.one", "pass")])])).toEqual(["a.b.two"]);
    expect(ids([WHOLE, report(2, [ruleOf("a.b.three", "fail")])])).toHaveLength(3);
  });

  test("is not what a known deviation excuses", () => {
    const known = { reason: "a ticket", stale: false };
    const excused = report(1, [ruleOf("a.b.one", "fail", { known } as Partial<RuleReport>)]);
    expect(ids([excused])).toEqual([]);
  });

  test("is not known without a report of the target", () => {
    expect(() => ids([])).toThrow(UsageError);
    const other = {
      ...WHOLE,
      targets: [targetOf("other", "violates", [ruleOf("a.b.one", "fail")])],
    };
    expect(() => ids([other])).toThrow(/no report of acme in "assay-report"/);
  });

  test("is each target's own, and a target of which nothing is open is left out", () => {
    const targets = ["acme", "other", "sound", "new"].map((name) => ({ name })) as never[];
    const both = {
      ...WHOLE,
      targets: [
        ...WHOLE.targets,
        targetOf("other", "violates", [ruleOf("a.b.two", "pass"), ruleOf("a.b.three", "fail")]),
        targetOf("sound", "conforms", [ruleOf("a.b.one", "pass")]),
      ],
    };
    const open = failedOf([both], targets);
    expect(open).toEqual(
      new Map([
        ["acme", new Set(["a.b.one", "a.b.two"])],
        ["other", new Set(["a.b.three"])],
        ["sound", new Set()],
        ["new", new Set()],
      ]),
    );
    const left = whatIsOpen(RULES, targets, open);
    expect(left).toEqual({ targets: targets.slice(0, 2), wanted: RULES, only: open });
    expect(whatIsOpen(RULES, targets, undefined)).toEqual({ targets, wanted: RULES });
  });

  test("goes first; what a run that was stopped did not come to does not", () => {
    expect(openFirst([WHOLE])).toEqual(new Map([["acme", new Set(["a.b.one", "a.b.two"])]]));
    const stopped = { ...WHOLE, run: { ...WHOLE.run, complete: false } };
    expect(openFirst([stopped])).toEqual(new Map([["acme", new Set(["a.b.one"])]]));
  });
});

test("a part of a run leaves the report of a whole one where it is, and only that", () => {
  expect(folderFor("out", [WHOLE], true)).toMatch(/^out.filtered$/);
  expect(folderFor("out", [WHOLE], false)).toBe("out");
  expect(folderFor("out", [report(1, [ruleOf("a.b.one", "pass")], { of: 3 })], true)).toBe("out");
  expect(folderFor("out", [], true)).toBe("out");
});

describe("a run that is to stop", () => {
  const levels = [...RULES, rule("a.b.should", { level: "SHOULD" })];
  const failed = (id: string, binding = "get") =>
    unitVerdict({ rule: id, binding, verdict: "fail", reason: "other" });

  test("stops after so many violated MUST rules, each counted once", () => {
    const bail = bailAfter(2, levels, () => false);
    for (const verdict of [
      failed("a.b.should"),
      failed("a.b.one"),
      failed("a.b.one", "post"),
      unitVerdict({ rule: "a.b.two", verdict: "inconclusive" }),
    ]) {
      bail.verdict(verdict);
    }
    expect([bail.signal.aborted, bail.stopped()]).toEqual([false, undefined]);
    bail.verdict(failed("a.b.two"));
    expect([bail.signal.aborted, bail.stopped()]).toEqual([
      true,
      "after 2 violated MUST rules (--bail)",
    ]);
  });

  test("does not stop for what is known, or when nobody asked", () => {
    const known = bailAfter(1, levels, () => true);
    const never = bailAfter(undefined, levels, () => false);
    for (const bail of [known, never]) {
      bail.verdict(failed("a.b.one"));
      expect(bail.signal.aborted).toBe(false);
    }
  });
});
