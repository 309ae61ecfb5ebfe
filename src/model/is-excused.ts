import type { RuleReport } from "./report.ts";

/**
 * Whether the deviations file excuses the failure of a rule, over one binding or, without `binding`,
 * over every binding that fails: an unknown failure beside a known one is still a violation.
 */
export function isExcused(
  { known, bindings }: Pick<RuleReport, "known" | "bindings">,
  binding?: string | null,
): boolean {
  if (!known) return false;
  if (known.bindings === undefined) return true;
  const failing = binding
    ? [binding]
    : Object.keys(bindings).filter((name) => bindings[name] === "fail");
  return failing.every((name) => known.bindings?.includes(name));
}
