import { count } from "../../reporters/text/count.ts";
import type { Rule } from "../model/rule.ts";
import type { UnitVerdict } from "../model/unit.ts";

/** The end of a run after so many violated MUST rules. */
export interface Bail {
  /** Aborted once there are enough. */
  readonly signal: AbortSignal;
  verdict(verdict: UnitVerdict): void;
  /** What the report says of it, once there are enough. */
  stopped(): string | undefined;
}

/**
 * @param limit how many; undefined: never
 * @param excuses failures that are known do not count
 */
export function bailAfter(
  limit: number | undefined,
  rules: readonly Rule[],
  excuses: (verdict: UnitVerdict) => boolean,
): Bail {
  const levels = new Map(rules.map(({ id, level }) => [id, level]));
  const enough = new AbortController();
  // The same rule over another binding, or on another target, is the same finding.
  const violated = new Set<string>();
  return {
    signal: enough.signal,
    verdict: (verdict) => {
      if (verdict.verdict !== "fail" || levels.get(verdict.rule) !== "MUST") return;
      if (excuses(verdict)) return;
      violated.add(verdict.rule);
      if (limit !== undefined && violated.size >= limit) enough.abort();
    },
    stopped: () =>
      enough.signal.aborted
        ? `after ${count(limit ?? 0, "violated MUST rule")} (--bail)`
        : undefined,
  };
}
