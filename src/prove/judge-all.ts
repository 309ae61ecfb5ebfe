import pLimit from "p-limit";
import type { Rule } from "../model/rule.ts";
import { bindingSets } from "../rules/select/plan-units.ts";
import { judgeUnit } from "../run/case/judge-unit.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import type { ProofContext } from "./proof-context.ts";
import type { JudgedUnit } from "./proof-job.ts";

/** Units under way at a time, as in the suites. */
const IN_FLIGHT = 8;

/** Judges rules over all their bindings side by side, as `assay run` does. */
export async function judgeAll(
  open: OpenTarget,
  rules: readonly Rule[],
  { runs, shrink }: { readonly runs: number; readonly shrink: boolean },
  { vocabulary, signal }: ProofContext,
): Promise<readonly JudgedUnit[]> {
  const limit = pLimit(IN_FLIGHT);
  const units = rules.flatMap((rule) =>
    bindingSets(rule, undefined).map((bindings) => ({ rule, bindings })),
  );
  return Promise.all(
    units.map(({ rule, bindings }) =>
      limit(async () => {
        const how = { runs, shrink, maxFailures: 1 };
        const judged = await judgeUnit({ open, rule, bindings, ...how, vocabulary, signal });
        const { binding, verdict, reason, cases } = judged;
        return { rule: rule.id, binding, verdict, reason, cases };
      }),
    ),
  );
}
