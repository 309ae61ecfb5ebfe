import type { RuleReport } from "./report.ts";

/**
 * Whether the deviations file excuses the failure of a rule, over one binding or, without `binding`,
 * over every binding that fails: an unknown failure beside a known one is still a violation, be it over
 * another binding or of another kind.
 */
export function isExcused(
  { known, bindings, failures }: Pick<RuleReport, "known" | "bindings" | "failures">,
  binding?: string | null,
): boolean {
  if (!known) return false;
  const failing = binding
    ? [binding]
    : Object.keys(bindings).filter((name) => bindings[name] === "fail");
  return failing.every(
    (name) =>
      (known.bindings === undefined || known.bindings.includes(name)) &&
      failures.every((failure) => failure.binding !== name || failure.known === true),
  );
}

/**
 * Whether all that keeps a rule from being judged is known: failures that come and go, and calls that
 * another rule is known to fail for.
 */
export function isKnownOpen({
  verdict,
  known,
  bindings,
  flaky = [],
  unmet = {},
}: Pick<RuleReport, "verdict" | "known" | "bindings" | "flaky" | "unmet">): boolean {
  if (verdict !== "inconclusive" || !known) return false;
  const open = Object.keys(bindings).filter((name) => bindings[name] === "inconclusive");
  return open.every(
    (name) =>
      (known.flaky === true &&
        flaky.includes(name) &&
        (known.bindings === undefined || known.bindings.includes(name))) ||
      (unmet[name]?.length ? unmet[name].every((call) => call.known) : false),
  );
}
