import pc from "picocolors";
import { count } from "./text/count.ts";
import { labelled } from "./text/labelled.ts";
import { visible } from "./text/visible.ts";
import { wrap } from "./text/wrap.ts";

/** A rule that fails over some bindings of a target. */
interface FailingRule {
  readonly target: string;
  readonly rule: string;
  readonly bindings: readonly string[];
}

export interface AgainstOptions {
  readonly color: boolean;
  readonly width: number;
  /** The earlier report, as the user wrote it. */
  readonly path: string;
  /** Every new failure, instead of the first ones. */
  readonly verbose: boolean;
  /** Whether the name of the target has to be said. */
  readonly severalTargets: boolean;
}

const LABEL_WIDTH = 10;
const SHOWN = 20;

/** Which failures an earlier report does not have, for a person at a terminal. Ends with a line feed. */
export function againstSummary(
  {
    fresh,
    before,
  }: { readonly fresh: readonly FailingRule[]; readonly before: readonly FailingRule[] },
  options: AgainstOptions,
): string {
  const paint = pc.createColors(options.color);
  const room = options.width - LABEL_WIDTH;
  const found =
    fresh.length === 0
      ? "no failure is new"
      : `${count(fresh.length, "rule fails", "rules fail")} anew`;
  const known = before.length === 0 ? "" : `, ${count(before.length, "fails", "fail")} as before`;
  const head = wrap(`${visible(options.path)}: ${found}${known}`, room);
  const shown = options.verbose ? fresh : fresh.slice(0, SHOWN);
  const more = fresh.length - shown.length;
  const rules = shown.map(({ target, rule, bindings }) => {
    const where = options.severalTargets ? ` ${paint.dim(`of ${visible(target)}`)}` : "";
    const over = paint.dim(`on ${visible(bindings.join(", "))}`);
    return `${paint.red("✘ new")} ${visible(rule)} ${over}${where}`;
  });
  const lines = [...head, ...rules, ...(more > 0 ? [`and ${more} more, with --verbose`] : [])];
  return `${labelled("against", lines, LABEL_WIDTH)
    .map((line) => `${paint.dim(line.slice(0, LABEL_WIDTH))}${line.slice(LABEL_WIDTH)}`)
    .join("\n")}\n`;
}
