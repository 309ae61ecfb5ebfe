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

/** Whether all that keeps a rule from being judged is known to come and go. */
export function isKnownFlaky({
  known,
  bindings,
  flaky = [],
}: Pick<RuleReport, "known" | "bindings" | "flaky">): boolean {
  if (!known?.flaky) return false;
  const open = Object.keys(bindings).filter((name) => bindings[name] === "inconclusive");
  return open.every((name) => flaky.includes(name));
}
