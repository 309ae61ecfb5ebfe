import type { RuleReport } from "../../model/report.ts";
import type { UnmetCall } from "../../model/unmet-call.ts";
import { isOfSameCall } from "./same-call.ts";

/**
 * The rules that fail for such a call as another rule could not be judged for, in their order.
 *
 * @param rules of the service that the call is of
 */
export function causesOf(unmet: UnmetCall, rules: readonly RuleReport[]): readonly RuleReport[] {
  return rules.filter(
    ({ verdict, failures }) =>
      verdict === "fail" && failures.some((failure) => isOfSameCall(failure, unmet)),
  );
}

/**
 * Rules with what is known of why they could not be judged: the reason names the rules that fail for the same
 * call. All rules of a run together: in a shard the one that fails may be elsewhere.
 */
export function withCauses(rules: readonly RuleReport[]): readonly RuleReport[] {
  const failing = rules.filter(({ verdict }) => verdict === "fail");
  return rules.map((rule) => {
    const { unmet, reasons, reason } = rule;
    if (!unmet || !reasons) return rule;
    const told = Object.entries(reasons).map(([binding, text]): [string, string] => [
      binding,
      `${text}${causeWords(
        unmet[binding] ?? [],
        failing.filter(({ service }) => service === rule.service),
      )}`,
    ]);
    const speaking = told.find(([binding]) => reasons[binding] === reason);
    return { ...rule, reason: speaking?.[1] ?? reason, reasons: Object.fromEntries(told) };
  });
}

function causeWords(unmet: readonly UnmetCall[], failing: readonly RuleReport[]): string {
  const ids = new Set(unmet.flatMap((one) => causesOf(one, failing)).map(({ id }) => id));
  if (ids.size === 0) return "";
  return `; ${[...ids].join(", ")} ${ids.size === 1 ? "fails" : "fail"} for such a call`;
}
