import pLimit from "p-limit";
import type { Binding } from "../model/binding.ts";
import type { Rule } from "../model/rule.ts";
import { bindingSets } from "../rules/select/plan-units.ts";
import { invariantsLast, watchInvariants } from "../run/case/invariant.ts";
import { judgeUnit } from "../run/case/judge-unit.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import type { ProofContext } from "./proof-context.ts";
import type { JudgedUnit } from "./proof-job.ts";

/** Units under way at a time, as in the suites. */
const IN_FLIGHT = 8;

interface Judgeable {
  readonly rule: Rule;
  readonly bindings: readonly Binding[];
}

/** Judges rules over all their bindings side by side, as `assay run` does. */
export async function judgeAll(
  open: OpenTarget,
  rules: readonly Rule[],
  { runs, shrink }: { readonly runs: number; readonly shrink: boolean },
  { vocabulary, signal }: ProofContext,
): Promise<readonly JudgedUnit[]> {
  const limit = pLimit(IN_FLIGHT);
  const units: readonly Judgeable[] = rules.flatMap((rule) =>
    bindingSets(rule, undefined).map((bindings) => ({ rule, bindings })),
  );
  const judge = (some: readonly Judgeable[]): Promise<readonly JudgedUnit[]> =>
    Promise.all(
      some.map(({ rule, bindings }) =>
        limit(async () => {
          const how = { runs, shrink, maxFailures: 1 };
          const judged = await judgeUnit({ open, rule, bindings, ...how, vocabulary, signal });
          const { binding, verdict, reason, cases } = judged;
          return { rule: rule.id, binding, verdict, reason, cases };
        }),
      ),
    );
  const { first, last } = invariantsLast(units);
  watchInvariants(open, rules);
  return [...(await judge(first)), ...(await judge(last))];
}
