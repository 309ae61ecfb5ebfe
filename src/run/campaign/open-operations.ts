import type { FoundOperation, OperationStanding } from "../../model/offer.ts";
import type { OpenOperation, OpenOperations } from "../../model/open-operations.ts";

/** What a report says of the operations that are not as targets.json has them; nothing where all are. */
export function openOperations(found: readonly FoundOperation[] = []): {
  readonly operations?: OpenOperations;
} {
  const having = (standing: OperationStanding): readonly OpenOperation[] =>
    found.flatMap(({ standing: own, ...operation }) => (own === standing ? [operation] : []));
  const notOffered = having("not offered");
  const contradicted = having("declared absent, but answers");
  if (notOffered.length === 0 && contradicted.length === 0) return {};
  return { operations: { notOffered, contradicted } };
}
