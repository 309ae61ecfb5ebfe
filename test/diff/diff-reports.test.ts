import { describe, expect, test } from "vitest";
import { diffReports } from "../../src/judge/diff/diff-reports.ts";
import type { Change, DiffReport } from "../../src/model/diff.ts";
import type { Report, RuleReport, RunInfo, TargetReport } from "../../src/model/report.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";
import { printedFailure } from "../schema/printed.ts";

function report(rules: readonly RuleReport[], run: Partial<RunInfo> = {}): Report {
  return reportOf([targetOf("acme", "conforms", rules)], run);
}

function otherRules(of: Report, rules: number = of.specs.rules): Report {
  return { ...of, specs: { ...of.specs, digest: `sha256:${"f".repeat(64)}`, rules } };
}

function diff(old: Report, now: Report): DiffReport {
  return diffReports(old, now, { version: "1.0.0" });
}

function changes(old: Report, now: Report): readonly Change[] {
  return diff(old, now).targets.flatMap((target) => target.changes);
}

/** `kind rule [bindings]`, as short as a test can read it. */
function brief(old: Report, now: Report): readonly string[] {
  return changes(old, now).map(
    ({ kind, rule, bindings }) => `${kind} ${rule.split(".").at(-1)} [${bindings.join(" ")}]`,
  );
}

const KNOWN = { reason: "accepted until spring" };

describe("a rule over a binding", () => {
  const kinds: readonly VerdictKind[] = [
    "pass",
    "observed",
    "fail",
    "inconclusive",
    "not-applicable",
  ];
  const said: Readonly<Record<string, string | undefined>> = {
    "pass fail": "regressed",
    "observed fail": "regressed",
    "fail pass": "fixed",
    "fail observed": "fixed",
    "inconclusive pass": "newly-judged",
    "inconclusive observed": "newly-judged",
    "inconclusive fail": "newly-judged",
    "not-applicable pass": "newly-judged",
    "not-applicable observed": "newly-judged",
    "not-applicable fail": "newly-judged",
    "pass inconclusive": "no-longer-judged",
    "pass not-applicable": "no-longer-judged",
    "observed inconclusive": "no-longer-judged",
    "observed not-applicable": "no-longer-judged",
    "fail inconclusive": "no-longer-judged",
    "fail not-applicable": "no-longer-judged",
  };
  test.each(kinds.flatMap((old) => kinds.map((now) => [old, now] as const)))(
    "from %s to %s",
    (old, now) => {
      const found = changes(
        report([ruleOf("a", { verdict: old })]),
        report([ruleOf("a", { verdict: now })]),
      );
      expect(found.map(({ kind }) => kind)).toEqual(
        said[`${old} ${now}`] ? [said[`${old} ${now}`]] : [],
      );
    },
  );

  test("changes apart from the others of its rule, those that change alike together", () => {
    const old = ruleOf("a", {
      bindings: { get: "pass", post: "fail", soap11: "pass" },
      verdict: "fail",
    });
    const now = ruleOf("a", {
      bindings: { get: "fail", post: "pass", soap11: "fail" },
      verdict: "fail",
    });
    expect(brief(report([old]), report([now]))).toEqual([
      "regressed a [get soap11]",
      "fixed a [post]",
    ]);
  });

  test("that only one run judged is newly or no longer judged, with the reason", () => {
    const all = report([ruleOf("a")]);
    const some = report([ruleOf("a", { bindings: { get: "pass" } })]);
    expect(brief(all, some)).toEqual(["no-longer-judged a [post soap11]"]);
    expect(brief(some, all)).toEqual(["newly-judged a [post soap11]"]);
    expect(changes(all, some)[0]?.new).toMatchObject({
      verdict: "absent",
      reason: "the run did not judge it over this binding",
    });
  });

  test("is the same unit for a rule about several, whichever of them a filter left", () => {
    const all = report([ruleOf("a", { bindings: { "get+post+soap11": "pass" } })]);
    const some = report([ruleOf("a", { bindings: { "get+post": "fail" }, verdict: "fail" })]);
    expect(brief(all, some)).toEqual(["regressed a [get+post]"]);
  });

  test("brings its failures along, and only those over the changed bindings", () => {
    const failures = [failureOf("get"), failureOf("post")];
    const bindings = { get: "fail", post: "fail", soap11: "pass" } as const;
    const old = ruleOf("a", { bindings: { ...bindings, post: "pass" }, verdict: "fail" });
    const now = ruleOf("a", { bindings, verdict: "fail", failures });
    const [change] = changes(report([old]), report([now]));
    expect(change?.failures).toEqual([
      {
        id: "f-post-1",
        binding: "post",
        counterexample: failures[1]?.counterexample,
        expected: failures[1]?.expected,
        actual: failures[1]?.actual,
      },
    ]);
  });
});

describe("a rule that failed before", () => {
  const failing = (signature: string, known: RuleReport["known"] = null): Report => {
    const failures = [failureOf("get", { signature, ...(known ? { known: true } : {}) })];
    const bindings = { get: "fail", post: "pass", soap11: "pass" } as const;
    return report([ruleOf("a", { bindings, verdict: "fail", failures, known })]);
  };
  const first = failing("DUH-01 expected a, got b");
  const other = failing("DUH-02 expected c, got d");

  test("and fails in another way has regressed", () => {
    expect(brief(first, other)).toEqual(["regressed a [get]"]);
    expect(changes(first, other)[0]?.new.reason).toBe("in another way than before");
    expect(diff(first, other).regressed).toBe(true);
  });

  test("in the same way, or in one that a deviation excuses, has not", () => {
    expect(brief(first, first)).toEqual([]);
    expect(diff(first, failing("DUH-02 expected c, got d", KNOWN)).regressed).toBe(false);
  });

  test("in a report without signatures may have failed in the same way", () => {
    expect(brief(failing(""), other)).toEqual([]);
  });
});

describe("a regression", () => {
  const held = report([ruleOf("a")]);

  test("makes the comparison a bad one", () => {
    expect(diff(held, report([ruleOf("a", { verdict: "fail" })])).regressed).toBe(true);
    expect(diff(held, held).regressed).toBe(false);
    expect(diff(report([ruleOf("a", { verdict: "fail" })]), held).regressed).toBe(false);
  });

  test("that a deviation excuses is listed, and does not", () => {
    const excused = report([ruleOf("a", { verdict: "fail", known: KNOWN })]);
    expect(diff(held, excused).regressed).toBe(false);
    expect(changes(held, excused)).toMatchObject([
      { kind: "regressed", new: { verdict: "fail", known: KNOWN.reason } },
    ]);
  });

  test("that a deviation excuses over another binding only is still one", () => {
    const known = { ...KNOWN, bindings: ["get"] };
    const now = report([ruleOf("a", { verdict: "fail", known })]);
    expect(diff(held, now).regressed).toBe(true);
    expect(changes(held, now)).toMatchObject([
      { bindings: ["post", "soap11"], new: { known: null } },
      { bindings: ["get"], new: { known: KNOWN.reason } },
    ]);
  });

  test("is none where the rule could not be judged before, but a failure that is newly seen", () => {
    const before = report([ruleOf("a", { verdict: "inconclusive" })]);
    expect(diff(before, report([ruleOf("a", { verdict: "fail" })])).regressed).toBe(false);
  });
});

test("a failure that is excused now, or no more, is a change of deviations and nothing else", () => {
  const plain = report([ruleOf("a", { verdict: "fail" })]);
  const excused = report([ruleOf("a", { verdict: "fail", known: KNOWN })]);
  expect(brief(plain, excused)).toEqual(["deviation-changed a [get post soap11]"]);
  expect(brief(excused, plain)).toEqual(["deviation-changed a [get post soap11]"]);
  expect(diff(excused, plain).regressed).toBe(false);
});

describe("a rule that only one report has", () => {
  const both = report([ruleOf("a"), ruleOf("b")]);
  const one = report([ruleOf("a")]);

  test("was not selected where the rule files are the same", () => {
    expect(brief(both, one)).toEqual(["no-longer-judged b [get post soap11]"]);
    expect(brief(one, both)).toEqual(["newly-judged b [get post soap11]"]);
    expect(diff(both, one).regressed).toBe(true);
  });

  test("has vanished, or is new, where they are not", () => {
    expect(brief(both, otherRules(one, 1))).toEqual(["vanished-rule b [get post soap11]"]);
    expect(diff(both, otherRules(one, 1)).regressed).toBe(true);
    expect(changes(both, otherRules(one, 1))[0]?.new.reason).toBe("the rule files do not have it");
    expect(brief(otherRules(one, 1), both)).toEqual(["new-rule b [get post soap11]"]);
    expect(diff(otherRules(one, 1), both).regressed).toBe(false);
  });

  test("counts as vanished where a filter could be the cause as well, and the reason says so", () => {
    const [change] = changes(both, otherRules(one, 9));
    expect(change).toMatchObject({ kind: "vanished-rule" });
    expect(change?.new.reason).toContain("was filtered");
  });

  test("is no longer judged where the newer report is not whole", () => {
    for (const run of [{ complete: false }, { shard: "1/2" }]) {
      const part = otherRules(report([ruleOf("a")], run), 1);
      expect(brief(both, part)).toEqual(["no-longer-judged b [get post soap11]"]);
      expect(diff(both, part).regressed).toBe(false);
      expect(brief(part, both)).toEqual(["newly-judged b [get post soap11]"]);
    }
  });

  test("is no change where it could not be judged in the other", () => {
    const open = report([ruleOf("a"), ruleOf("b", { verdict: "not-applicable" })]);
    expect(brief(open, one)).toEqual([]);
    expect(brief(one, open)).toEqual([]);
  });
});

test("bindings that differ in the number of a step alone are one change", () => {
  const because = (step: number) => `control did not hold: step ${step}, LogOut, got HTTP 500`;
  const lost = ruleOf("a", {
    verdict: "inconclusive",
    bindings: { get: "inconclusive", post: "inconclusive", soap11: "inconclusive" },
    reasons: { get: because(2), post: because(3), soap11: "connection refused" },
  });
  expect(changes(report([ruleOf("a")]), report([lost]))).toMatchObject([
    { bindings: ["get", "post"], new: { reason: because(2) } },
    { bindings: ["soap11"], new: { reason: "connection refused" } },
  ]);
});

describe("a rule that was judged and is not any more", () => {
  const judged = (verdict: VerdictKind, rest: Partial<RuleReport> = {}) =>
    report([ruleOf("a", { verdict, ...rest }), ruleOf("b")]);
  const away = judged("not-applicable");

  test.each<VerdictKind>(["not-applicable", "inconclusive"])("is worse where it is %s", (now) => {
    for (const before of ["pass", "fail", "observed"] as const) {
      const found = diff(judged(before), judged(now));
      expect(found.regressed).toBe(true);
      expect(found.targets[0]?.changes).toMatchObject([{ kind: "no-longer-judged", worse: true }]);
    }
  });

  test("is worse where the run did not select it, or not over the binding", () => {
    expect(diff(judged("pass"), report([ruleOf("b")])).regressed).toBe(true);
    const fewer = judged("pass", { bindings: { get: "pass" } });
    expect(diff(judged("pass"), fewer).regressed).toBe(true);
  });

  test("is no matter where that is allowed", () => {
    const options = { version: "1.0.0", allowUnjudged: true };
    const found = diffReports(judged("pass"), away, options);
    expect(found.regressed).toBe(false);
    expect(found.targets[0]?.changes).toMatchObject([{ kind: "no-longer-judged", worse: false }]);
    expect(diffReports(judged("pass"), judged("fail"), options).regressed).toBe(true);
  });

  test("is no matter where it never bound anybody", () => {
    const may = (verdict: VerdictKind) => judged(verdict, { level: "MAY" });
    expect(diff(may("observed"), may("not-applicable")).regressed).toBe(false);
    const promise = { editions: ["2026-02"], level: "MUST", holds: true } as const;
    const promised = (verdict: VerdictKind) => judged(verdict, { level: "MAY", promise });
    for (const verdict of ["not-applicable", "inconclusive"] as const) {
      expect(changes(promised("observed"), promised(verdict))).toMatchObject([
        { kind: "no-longer-judged", worse: false },
      ]);
    }
  });

  test("is lost in a report that is not whole only where the target declares it away", () => {
    for (const run of [{ complete: false }, { shard: "1/2" }]) {
      const part = (verdict: VerdictKind) => report([ruleOf("a", { verdict }), ruleOf("b")], run);
      expect(diff(judged("pass"), part("inconclusive")).regressed).toBe(false);
      expect(diff(judged("pass"), part("not-applicable")).regressed).toBe(true);
    }
  });
});

describe("the editions that a server follows", () => {
  const following = (holds: boolean, observed: string): Report => {
    const promise = { editions: ["2026-02"], level: "MUST", holds } as const;
    const rule = ruleOf("a", {
      level: "MAY",
      verdict: "observed",
      observed: { "what it does": observed },
      promise,
    });
    const editions = { "2026-02": { points: 1, follows: holds ? 1 : 0 } };
    return reportOf([targetOf("acme", "holds", [rule], { editions })]);
  };

  test("are there for both reports, and a promise that is kept no more is another behaviour", () => {
    const found = diff(following(true, "holds"), following(false, "does not hold"));
    expect(found.targets[0]).toMatchObject({
      editions: {
        old: { "2026-02": { points: 1, follows: 1 } },
        new: { "2026-02": { points: 1, follows: 0 } },
      },
      changes: [{ kind: "behaviour-changed", worse: false }],
    });
    expect(diff(report([ruleOf("a")]), report([ruleOf("a")])).targets[0]).not.toHaveProperty(
      "editions",
    );
  });
});

describe("behaviour", () => {
  const seen = (observed: Readonly<Record<string, string>>, rest: Partial<RuleReport> = {}) =>
    report([ruleOf("a", { level: "MAY", verdict: "observed", observed, ...rest })]);

  test("that changed is shown by what was tried", () => {
    const old = seen({ twice: "accepted", empty: "HTTP 400" });
    const now = seen({ twice: "refused", empty: "HTTP 400" });
    expect(changes(old, now)).toMatchObject([
      {
        kind: "behaviour-changed",
        behaviour: [{ what: "twice", old: "accepted", new: "refused" }],
      },
    ]);
    expect(diff(old, now).regressed).toBe(false);
  });

  test("seen in one run only is null in the other", () => {
    const [change] = changes(seen({ twice: "accepted" }), seen({ thrice: "accepted" }));
    expect(change?.behaviour).toEqual([
      { what: "twice", old: "accepted", new: null },
      { what: "thrice", old: null, new: "accepted" },
    ]);
  });

  test("is compared over the same bindings only", () => {
    const now = seen({ twice: "refused" }, { bindings: { get: "observed" } });
    expect(brief(seen({ twice: "accepted" }), now)).toEqual(["no-longer-judged a [post soap11]"]);
  });

  test("is another choice among documented answers, however often each was given", () => {
    const choosing = (alternatives: Readonly<Record<string, number>>) =>
      report([ruleOf("a", { alternatives })]);
    expect(brief(choosing({ early: 3, late: 1 }), choosing({ early: 1, late: 9 }))).toEqual([]);
    expect(changes(choosing({ early: 3, late: 1 }), choosing({ late: 4 }))).toMatchObject([
      { kind: "behaviour-changed", behaviour: [{ old: "early; late", new: "late" }] },
    ]);
  });
});

test("a rule counts once for each kind of change, whatever its bindings have to say", () => {
  const old = report([ruleOf("a")]);
  const reasons = { get: "refused", post: "reset", soap11: "reset" };
  const now = report([ruleOf("a", { verdict: "inconclusive", reasons })]);
  expect(brief(old, now)).toEqual(["no-longer-judged a [get]", "no-longer-judged a [post soap11]"]);
  expect(diff(old, now).targets[0]?.counts["no-longer-judged"]).toBe(1);
});

test("changes are sorted: regressions first, those that nobody accepted before, by level, by id", () => {
  const names = ["f", "e", "d", "c", "b", "a"];
  const old = report([
    ...names.slice(0, 4).map((name) => ruleOf(name)),
    ruleOf("b", { verdict: "fail" }),
    ruleOf("a", { verdict: "inconclusive" }),
  ]);
  const now = report([
    ruleOf("f", { verdict: "fail" }),
    ruleOf("e", { verdict: "fail", level: "SHOULD" }),
    ruleOf("d", { verdict: "fail", known: KNOWN }),
    ruleOf("c", { verdict: "fail" }),
    ruleOf("b"),
    ruleOf("a", { verdict: "fail" }),
  ]);
  expect(brief(old, now).map((line) => line.slice(0, line.indexOf(" [")))).toEqual([
    "regressed c",
    "regressed f",
    "regressed e",
    "regressed d",
    "newly-judged a",
    "fixed b",
  ]);
});

test("rules without a change are counted by what they are", () => {
  const same = [
    ruleOf("a"),
    ruleOf("b", { verdict: "fail" }),
    ruleOf("c", { verdict: "inconclusive" }),
    ruleOf("d", { verdict: "observed", level: "MAY" }),
  ];
  const [target] = diff(report(same), report(same)).targets;
  expect(target?.unchanged).toEqual({ holding: 2, failing: 1, notJudged: 1 });
  expect(target?.changes).toEqual([]);
});

describe("targets", () => {
  const target = (name: string, verdict: VerdictKind): TargetReport =>
    targetOf(name, "conforms", [ruleOf("a", { verdict })]);

  test("belong together by name; one that only one report has is said", () => {
    const old = reportOf([target("acme", "pass"), target("gone", "pass")]);
    const now = reportOf([target("new", "fail"), target("acme", "fail")]);
    const found = diff(old, now);
    expect(found.targets.map((one) => [one.old, one.new])).toEqual([["acme", "acme"]]);
    expect(found.notes.map(({ code }) => code)).toEqual(["target-only-old", "target-only-new"]);
  });

  test("belong together whatever their names are where each report has one", () => {
    const found = diff(reportOf([target("blue", "pass")]), reportOf([target("green", "fail")]));
    expect(found.targets).toMatchObject([{ old: "blue", new: "green", counts: { regressed: 1 } }]);
  });

  test("are those that were asked for, in one report, too", () => {
    const old = reportOf([target("acme", "pass"), target("other", "fail")]);
    const targets = [{ old: "acme", new: "other" }];
    const found = diffReports(old, old, { version: "1.0.0", targets });
    expect(found.targets).toMatchObject([{ old: "acme", new: "other", counts: { regressed: 1 } }]);
  });

  test("that have nothing to do with each other are an error", () => {
    const old = reportOf([target("a", "pass"), target("b", "pass")]);
    expect(printedFailure(() => diff(old, reportOf([target("c", "pass")])))).toEqual([
      "[targets-differ]",
      "the reports have no target in common: a, b there, c here\n  say which belong together: --target OLD=NEW",
    ]);
    const targets = [{ old: "a", new: "bb" }];
    expect(printedFailure(() => diffReports(old, old, { version: "1", targets }))).toEqual([
      "[target-unknown]",
      'the newer report has no target "bb"\n  did you mean "b"?',
    ]);
  });
});

test("what else differs between the runs is noted", () => {
  const old = report([ruleOf("a")]);
  const later = { startedAt: "2026-04-01T00:00:00.000Z" };
  const codes = (now: Report) => diff(old, now).notes.map(({ code }) => code);
  expect(codes(report([ruleOf("a")], later))).toEqual([]);
  expect(codes(report([ruleOf("a")], { startedAt: "2025-01-01T00:00:00.000Z" }))).toEqual([
    "swapped",
  ]);
  expect(codes(report([ruleOf("a")], { ...later, seed: 1 }))).toEqual(["other-seed"]);
  expect(codes(report([ruleOf("a")], { ...later, complete: false }))).toEqual(["new-incomplete"]);
  const other = otherRules(report([ruleOf("a")], later));
  expect(codes({ ...other, tool: { name: "assay", version: "2.0.0" } })).toEqual([
    "other-rules",
    "other-tool",
  ]);
});
