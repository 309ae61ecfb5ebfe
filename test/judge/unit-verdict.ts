import type { UnitVerdict } from "../../src/model/unit.ts";

/** A verdict over GET that holds. */
export function unitVerdict(more: Partial<UnitVerdict> = {}): UnitVerdict {
  return {
    target: "acme",
    rule: "a",
    binding: "get",
    verdict: "pass",
    reason: null,
    cases: 1,
    requests: 2,
    durationMs: 10,
    failures: [],
    observed: null,
    exercised: ["DUH-01", "DUH-02", "DUH-03"],
    alternatives: {},
    ...more,
  };
}
