import type { Failure } from "../../src/model/failure.ts";
import { formatBytes } from "./format-bytes.ts";
import { formatCase } from "./format-case.ts";
import { type ExchangeText, formatExchanges } from "./format-exchange.ts";
import { formatHistory } from "./format-history.ts";
import { labelled } from "./labelled.ts";
import { truncate } from "./truncate.ts";
import { visible, visibleLines } from "./visible.ts";

const LABEL_WIDTH = 14;
const MAX_VALUE = 2_000;
/** A longer one is copied from report.json. */
const MAX_CURL = 20_000;

/** The whole evidence of a failure as plain text: expected, actual, smallest case, the curl line, the exchanges. */
export function formatFailure(failure: Failure, options: ExchangeText = {}): string {
  const facts = [
    ...labelled("expected", failure.expected.map(cut), LABEL_WIDTH),
    ...labelled("actual", [cut(failure.actual)], LABEL_WIDTH),
    ...labelled("smallest case", formatCase(failure.counterexample), LABEL_WIDTH),
    ...labelled("failed", [failedTimes(failure)], LABEL_WIDTH),
    ...labelled("failure id", [visible(failure.id)], LABEL_WIDTH),
  ];
  const parts = [
    facts.join("\n"),
    formatBytes(failure).join("\n"),
    formatHistory(failure).join("\n"),
    visibleLines(truncate(failure.curl.trimEnd(), MAX_CURL)),
    formatExchanges(failure.exchanges, options),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function cut(text: string): string {
  return visible(truncate(text, MAX_VALUE));
}

/** `3 of 3 times, at step 2, seed 7`; `4 of 16 times under load, …` where it takes other calls beside it. */
export function failedTimes({ reproduced, underLoad, step, seed }: Failure): string {
  const times = `${visible(reproduced.replace("/", " of "))} times${underLoad ? " under load" : ""}`;
  return `${times}, at step ${step}, seed ${seed}`;
}
