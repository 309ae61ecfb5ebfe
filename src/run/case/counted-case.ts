import { requestBytes } from "../../wire/client/message-bytes.ts";
import { type CasesAhead, casesAhead } from "./cases-ahead.ts";
import { runUnitCase } from "./run-unit-case.ts";
import { noteUnmet, type Tally } from "./tally.ts";
import type { CaseResult } from "./trace.ts";
import type { Inputs, UnitOptions } from "./unit-options.ts";

/** Cases that begin before it is their turn; undefined where each waits for the one before. */
export function beginAhead(
  options: UnitOptions,
  inputs: readonly Inputs[],
  tally: Tally,
): CasesAhead | undefined {
  const { ahead = 1, open } = options;
  if (ahead <= 1 || inputs.length <= 1 || options.rule.alone) return undefined;
  const from = tally.cases + tally.undecided;
  return casesAhead(inputs, ahead, (one, nth) =>
    open.lock.shared(() => runUnitCase(options, one, from + nth)),
  );
}

/**
 * Runs a case and counts it.
 *
 * @param begun the case, where it began before its turn
 */
export async function runCounted(
  options: UnitOptions,
  inputs: Inputs,
  tally: Tally,
  begun?: Promise<CaseResult>,
): Promise<CaseResult> {
  const index = tally.cases + tally.undecided;
  const { rule, open } = options;
  const among = rule.alone ? open.lock.alone : open.lock.shared;
  const result = await (begun ?? among(() => runUnitCase(options, inputs, index)));
  if (result.verdict === "undecided") {
    tally.undecided++;
    noteUnmet(tally, ...(result.unmet ? [result.unmet] : []));
    tally.reason ??= options.open.secrets.redact(result.reason ?? "");
  } else if (result.verdict === "unavailable") tally.unavailable ??= result.reason ?? "";
  else tally.cases++;
  const requests = result.trace.reduce((sum, { polled }) => sum + (polled?.tries ?? 1), 0);
  tally.requests += requests;
  for (const id of result.exercised) tally.exercised.add(id);
  options.onCase?.(result.verdict, requests, { row: tally.row, bytes: bytesOf(result) });
  const { redact } = options.open.secrets;
  for (const [label, words] of result.observed) tally.observed[redact(label)] = redact(words);
  for (const because of result.chosen) {
    tally.alternatives[because] = (tally.alternatives[because] ?? 0) + 1;
  }
  return result;
}

/** About how many bytes the requests of a case took on the wire. */
function bytesOf({ trace }: CaseResult): number {
  return trace.reduce(
    (sum, { sent, polled }) => sum + (sent ? requestBytes(sent.request) * (polled?.tries ?? 1) : 0),
    0,
  );
}
