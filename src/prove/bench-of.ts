import { UsageError } from "../model/errors.ts";
import type { Specs } from "../model/rule.ts";
import type { Bench } from "./bench.ts";
import { ownBench } from "./own-bench.ts";
import { REFERENCE_BENCH } from "./reference-bench.ts";

/**
 * The servers that the rules of some rule files are proven by: one's own where a file of faults describes it,
 * the reference server otherwise.
 *
 * @throws UsageError (`faults-ambiguous`) where there are several of one's own
 */
export function benchOf({ benches }: Pick<Specs, "benches">): Bench {
  const [own, second] = benches;
  if (!own) return REFERENCE_BENCH;
  if (!second) return ownBench(own);
  const message = `there are faults of ${benches.map(({ service }) => service).join(" and of ")}`;
  throw new UsageError("faults-ambiguous", [{ message, hint: "prove one folder at a time" }]);
}
