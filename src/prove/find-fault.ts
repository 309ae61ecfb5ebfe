import type { Binding } from "../model/binding.ts";
import type { Rule } from "../model/rule.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { judgeUnit } from "../run/case/judge-unit.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import type { ProofContext } from "./proof-context.ts";
import type { Finding } from "./proof-job.ts";

export interface FindOptions {
  readonly open: OpenTarget;
  readonly rule: Rule;
  /** Tried in this order, until one shows the fault. */
  readonly sets: readonly (readonly Binding[])[];
  readonly runs: number;
  /** Whether to look for the smallest failing case. */
  readonly shrink: boolean;
  /** Whether the control is looked at only once a case has failed. */
  readonly onlyFailures?: boolean;
}

/** Whether a rule fails on a server with a fault: how soon, and how small the case is that shows it. */
export async function findFault(options: FindOptions, context: ProofContext): Promise<Finding> {
  const { open, rule, sets, runs, shrink, onlyFailures = false } = options;
  let last: UnitVerdict | undefined;
  let cases = 0;
  let requests = 0;
  for (const bindings of sets) {
    let violated = false;
    last = await judgeUnit({
      open,
      rule,
      bindings,
      runs,
      shrink,
      onlyFailures,
      // One failure shows the fault.
      maxFailures: 1,
      vocabulary: context.vocabulary,
      signal: context.signal,
      onCase: (verdict, sent) => {
        if (violated) return;
        violated = verdict === "violated";
        cases++;
        requests += sent;
      },
    });
    if (last.verdict === "fail") {
      const calls = Math.min(...last.failures.map(({ steps }) => steps.length));
      const found = { binding: last.binding, cases, requests, calls };
      return { rule: rule.id, found, verdict: "fail", reason: last.reason };
    }
  }
  const { verdict = "not-applicable", reason = "no binding is left" } = last ?? {};
  return { rule: rule.id, found: null, verdict, reason };
}
