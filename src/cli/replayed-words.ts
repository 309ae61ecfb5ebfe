import { shortExchange } from "../../reporters/text/failing-step.ts";
import { visible } from "../../reporters/text/visible.ts";
import { describeAnswer } from "../judge/answer/describe-answer.ts";
import { exchangeOfEntry } from "../run/case/exchange-of-entry.ts";
import type { CaseResult } from "../run/case/trace.ts";
import type { OpenTarget } from "../run/target/open-target.ts";

/** Exchanges of one replay that are shown: the failing one, and those before it. */
const SHOWN = 6;
const INDENT = "     ";

/** What a replay sent and got, step by step, and what it came to. */
export function replayedWords(
  result: CaseResult,
  {
    rule,
    open,
    isFirst,
    width,
  }: {
    readonly rule: string;
    readonly open: Pick<OpenTarget, "secrets">;
    /** Of several the first shows its exchanges; the others differ in what the server chose. */
    readonly isFirst: boolean;
    readonly width: number;
  },
): string {
  const { trace, mismatches } = result;
  const last = (mismatches[0]?.step ?? trace.length) - 1;
  const steps = trace.flatMap((entry, index) => {
    const { operation, binding, answer } = entry;
    const said = answer ? describeAnswer(answer) : "no answer";
    const isShown = isFirst && index <= last && index > last - SHOWN;
    const exchange = isShown ? exchangeOfEntry(entry, open) : undefined;
    const lines = exchange ? shortExchange(exchange, width - INDENT.length) : [];
    return [
      `  ${index + 1}  ${operation} [${binding}]: ${visible(said)}`,
      ...lines.map((line) => `${INDENT}${line}`),
    ];
  });
  const wrong = mismatches.map(
    ({ step, expected, actual }) =>
      `  step ${step}: expected ${visible(expected)}, got ${visible(actual)}`,
  );
  const says = {
    violated: `still fails: ${rule}`,
    held: `does not fail: ${rule}`,
    undecided: `could not be judged: ${visible(result.reason ?? "")}`,
    unavailable: `does not apply: ${visible(result.reason ?? "")}`,
  }[result.verdict];
  return `${[...steps, ...wrong, says].join("\n")}\n`;
}
