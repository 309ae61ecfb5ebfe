import type { RuleReport } from "./report.ts";

/** How the reason of a rule begins whose service the target does not have at all. */
const OTHER_SERVICE = "the target does not offer the service ";

/** The MUST rules of a target's services: those that bind it, selected as they are. */
export function bindingRules(rules: readonly RuleReport[]): readonly RuleReport[] {
  return rules.filter(
    ({ level, verdict, reason }) =>
      level === "MUST" &&
      !(verdict === "not-applicable" && (reason ?? "").startsWith(OTHER_SERVICE)),
  );
}
