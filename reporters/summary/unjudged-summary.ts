import { count, thousands } from "../text/count.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/wrap.ts";
import { type UnderLabelOptions, underLabel } from "./under-label.ts";

/** A rule that an earlier report judged and this one does not. */
interface UnjudgedRule {
  readonly target: string;
  readonly rule: string;
  readonly bindings: readonly string[];
  readonly reason: string;
}

export interface UnjudgedOptions extends UnderLabelOptions {
  /** Whether they make the exit code 1. */
  readonly counts: boolean;
}

const SHOWN = 8;

/** Which rules an earlier report judged and this one does not, by reason, for a person at a terminal. Ends with a line feed. */
export function unjudgedSummary(lost: readonly UnjudgedRule[], options: UnjudgedOptions): string {
  const { path, verbose, counts } = options;
  const rules = new Set(lost.map(({ target, rule }) => `${target} ${rule}`)).size;
  const hint = counts ? "; --allow-unjudged accepts that" : "";
  const verb = rules === 1 ? "is" : "are";
  const head = `${visible(path)} judged ${count(rules, "rule")} that ${verb} not judged any more${hint}`;
  const groups = byReason(lost);
  const shown = verbose ? groups : groups.slice(0, SHOWN);
  const more = groups.length - shown.length;
  return underLabel("unjudged", options, (paint, room) => [
    ...wrap(head, room),
    ...shown.flatMap(({ reason, members }) => [
      ...wrap(`${thousands(members.length)}: ${visible(reason)}`, room - 2).map(
        (line, index) => `${index > 0 ? " " : counts ? paint.red("✘") : paint.dim("·")} ${line}`,
      ),
      ...(verbose ? members.map((name) => `  ${paint.dim(visible(name))}`) : []),
    ]),
    ...(more > 0 ? [`and ${count(more, "more reason")}, with --verbose`] : []),
  ]);
}

/** The rules of each reason, the most first. */
function byReason(
  lost: readonly UnjudgedRule[],
): readonly { readonly reason: string; readonly members: readonly string[] }[] {
  const groups = new Map<string, Set<string>>();
  for (const { rule, target, reason } of lost) {
    const members = groups.get(reason) ?? new Set();
    groups.set(reason, members.add(`${rule} of ${target}`));
  }
  return Array.from(groups, ([reason, members]) => ({ reason, members: [...members] })).sort(
    (a, b) => b.members.length - a.members.length,
  );
}
