import type { RuleReport } from "./report.ts";

/** How the reason of a rule begins whose service the target does not have at all. */
const OTHER_SERVICE = "the target does not offer the service ";

/** The rules of the services that a target has: all that is counted of it. */
export function ownRules(rules: readonly RuleReport[]): readonly RuleReport[] {
  return rules.filter(
    ({ verdict, reason }) =>
      !(verdict === "not-applicable" && (reason ?? "").startsWith(OTHER_SERVICE)),
  );
}

/** The MUST rules of a target's services: those that bind it, selected as they are. */
export function bindingRules(rules: readonly RuleReport[]): readonly RuleReport[] {
  return ownRules(rules).filter(({ level }) => level === "MUST");
}
