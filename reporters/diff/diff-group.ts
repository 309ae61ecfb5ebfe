import type { Change } from "../../src/model/diff.ts";
import { count } from "../text/count.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/wrap.ts";
import { andMore, type DiffPaper } from "./diff-paper.ts";
import { reasons, TONE_MARK, toneOf, transition } from "./diff-words.ts";

const INDENT = "    ";
const MAX_REASON = 300;

/** Changes that share their transition and reasons, for the terminal: these once, then each rule in a line. */
export function diffGroup(
  changes: readonly [Change, ...Change[]],
  { paint, width, shown }: DiffPaper,
): readonly string[] {
  const [first] = changes;
  const why = reasons(first).map(
    ([label, text]) => `${label}: ${visible(truncate(text, MAX_REASON))}`,
  );
  const head = [`${count(changes.length, "rule")} ${transition(first)}`, ...why].join(", ");
  const [line = "", ...rest] = wrap(head, width - INDENT.length);
  return [
    `  ${TONE_MARK[toneOf(first)]} ${line}`,
    ...rest.map((text) => `${INDENT}${text}`),
    ...changes.slice(0, shown).map(({ rule, bindings }) => {
      const over = bindings.length > 0 ? paint.dim(` on ${visible(bindings.join(", "))}`) : "";
      return `${INDENT}${visible(rule)}${over}`;
    }),
    ...andMore(changes.length - shown),
  ];
}
