import type { Deviation } from "../../model/deviation.ts";
import type { Failure } from "../../model/failure.ts";
import type { UnitVerdict } from "../../model/unit.ts";

/** Whether an entry is about a failure of a rule. */
export function isAbout(
  { rule, binding, signature, because }: Deviation,
  id: string,
  failure: Pick<Failure, "binding" | "signature">,
): boolean {
  return (
    rule === id &&
    because === undefined &&
    (binding === undefined || binding === failure.binding) &&
    (signature === undefined || signature === failure.signature)
  );
}

/** Whether the last day of an entry is over on that day (`YYYY-MM-DD`). */
export function isExpired({ expires }: Deviation, today: string): boolean {
  return expires !== undefined && today > expires;
}

/** Whether entries excuse every failure of a unit on that day (`YYYY-MM-DD`). */
export function excuses(
  entries: readonly Deviation[],
  { rule, failures }: Pick<UnitVerdict, "rule" | "failures">,
  today: string,
): boolean {
  return failures.every((failure) =>
    entries.some((entry) => isAbout(entry, rule, failure) && !isExpired(entry, today)),
  );
}
