import { diffReports } from "../../src/judge/diff/diff-reports.ts";
import type { DiffReport } from "../../src/model/diff.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

/** Every kind of change, each with every string that a server chooses set to `text`. */
export function everyKind(text: string): DiffReport {
  const failing = { verdict: "fail", failures: [failureOf("get", { actual: text })] } as const;
  const open = { verdict: "inconclusive", reasons: { get: text, post: text } } as const;
  const seen = (what: string) =>
    ({ level: "MAY", verdict: "observed", observed: { [text]: what } }) as const;
  const known = { reason: text };
  const old = reportOf([
    targetOf("acme", "conforms", [
      ruleOf("broken"),
      ruleOf("accepted"),
      ruleOf("gone"),
      ruleOf("opened", open),
      ruleOf("closed"),
      ruleOf("behaves", seen(text)),
      ruleOf("excused", failing),
      ruleOf("mended", failing),
    ]),
  ]);
  const now = reportOf(
    [
      targetOf("acme", "violates", [
        ruleOf("broken", failing),
        ruleOf("accepted", { ...failing, known }),
        ruleOf("opened", failing),
        ruleOf("closed", open),
        ruleOf("behaves", seen(`not ${text}`)),
        ruleOf("excused", { ...failing, known }),
        ruleOf("mended"),
        ruleOf("added", failing),
      ]),
    ],
    { startedAt: "2026-03-02T09:30:00.000Z" },
  );
  const specs = { ...now.specs, digest: `sha256:${"e".repeat(64)}`, rules: 8 };
  return diffReports(old, { ...now, specs }, { version: "1.0.0" });
}
