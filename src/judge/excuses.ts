import type { Deviation } from "../model/deviation.ts";
import type { UnitVerdict } from "../model/unit.ts";

/** Whether an entry excuses a failure on that day (`YYYY-MM-DD`). */
export function excuses(
  { rule, binding, expires }: Deviation,
  verdict: Pick<UnitVerdict, "rule" | "binding">,
  today: string,
): boolean {
  const isMeant = rule === verdict.rule && (binding === undefined || binding === verdict.binding);
  return isMeant && (expires === undefined || today <= expires);
}
