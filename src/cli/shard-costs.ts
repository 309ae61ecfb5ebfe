import { UsageError } from "../model/errors.ts";
import type { Rule } from "../model/rule.ts";
import type { CostOf, Expecting } from "../run/plan/expected-cost.ts";
import { measuredCost } from "../run/plan/measured-cost.ts";
import { readReport } from "./read-report.ts";
import type { RunOptions } from "./run-options.ts";

/**
 * What the units of a run cost, for its shards to be balanced: by the report that was given, else by the requests that are
 * expected. Undefined where there are no shards. Nothing that a shard may see otherwise than the others counts.
 *
 * @throws UsageError (`costs-without-shard`) for a report without shards, and as `readReport`
 */
export async function shardCosts(
  { shard, shardCosts: path, binding }: Pick<RunOptions, "shard" | "shardCosts" | "binding">,
  rules: readonly Rule[],
  expecting: Omit<Expecting, "bindings">,
): Promise<CostOf | undefined> {
  if (!shard) {
    if (path === undefined) return undefined;
    const message = "--shard-costs balances the shards of a run, and this is none";
    const hint = "give --shard I/N with it, or leave it out";
    throw new UsageError("costs-without-shard", [{ message, hint }]);
  }
  // It takes the lengths of made sequences, and with them fast-check, which a run without shards does not load here.
  const { expectedCost } = await import("../run/plan/expected-cost.ts");
  const expected = expectedCost({ ...expecting, bindings: binding });
  if (path === undefined) return expected;
  const names = expecting.targets.map(({ name }) => name);
  return measuredCost(await readReport(path), rules, names, expected);
}
