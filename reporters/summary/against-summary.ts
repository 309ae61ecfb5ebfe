import { count } from "../text/count.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/wrap.ts";
import { type UnderLabelOptions, underLabel } from "./under-label.ts";

/** A rule that fails over some bindings of a target. */
interface FailingRule {
  readonly target: string;
  readonly rule: string;
  readonly bindings: readonly string[];
}

export interface AgainstOptions extends UnderLabelOptions {
  /** Whether the name of the target has to be said. */
  readonly severalTargets: boolean;
}

const SHOWN = 20;

/** Which failures an earlier report does not have, for a person at a terminal. Ends with a line feed. */
export function againstSummary(
  {
    fresh,
    before,
  }: { readonly fresh: readonly FailingRule[]; readonly before: readonly FailingRule[] },
  options: AgainstOptions,
): string {
  const found =
    fresh.length === 0
      ? "no failure is new"
      : `${count(fresh.length, "new failure", "new failures")}`;
  const known = before.length === 0 ? "" : `, ${count(before.length, "fails", "fail")} as before`;
  const shown = options.verbose ? fresh : fresh.slice(0, SHOWN);
  const more = fresh.length - shown.length;
  return underLabel("against", options, (paint, room) => [
    ...wrap(`${visible(options.path)}: ${found}${known}`, room),
    ...shown.map(({ target, rule, bindings }) => {
      const where = options.severalTargets ? ` ${paint.dim(`of ${visible(target)}`)}` : "";
      const over = paint.dim(`on ${visible(bindings.join(", "))}`);
      return `${paint.red("✘ new")} ${visible(rule)} ${over}${where}`;
    }),
    ...(more > 0 ? [`and ${more} more, with --verbose`] : []),
  ]);
}
