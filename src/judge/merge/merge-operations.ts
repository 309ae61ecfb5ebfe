import type { OpenOperation, OpenOperations } from "../../model/open-operations.ts";
import type { TargetReport } from "../../model/report.ts";

/** The operations that some shard found not to be as targets.json has them, each once. */
export function mergeOperations(parts: readonly TargetReport[]): OpenOperations | undefined {
  const known = parts.flatMap(({ operations }) => operations ?? []);
  if (known.length === 0) return undefined;
  return {
    notOffered: eachOnce(known.flatMap(({ notOffered }) => notOffered)),
    contradicted: eachOnce(known.flatMap(({ contradicted }) => contradicted)),
  };
}

function eachOnce(operations: readonly OpenOperation[]): readonly OpenOperation[] {
  const byName = new Map(operations.map((one) => [`${one.service} ${one.name}`, one]));
  return [...byName.values()];
}
