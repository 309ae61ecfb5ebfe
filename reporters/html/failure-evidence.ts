import type { Exchange } from "../../src/model/exchange.ts";
import type { Failure } from "../../src/model/failure.ts";
import { type Headers, headerLines } from "../../src/model/header-lines.ts";
import { exportLine, replayLine } from "../command-lines.ts";
import { formatBytes } from "../text/format-bytes.ts";
import { formatCase } from "../text/format-case.ts";
import { formatDuration } from "../text/format-duration.ts";
import { failedTimes } from "../text/format-failure.ts";
import { truncate } from "../text/truncate.ts";
import { visible, visibleLines } from "../text/visible.ts";
import type { ExchangeEvidence, FailureEvidence, MessageEvidence } from "./evidence.ts";
import { statementIds } from "./statement-ids.ts";

const SECOND = 1000;

/** How much of a failure is shown: characters of one text, and exchanges, of which the last are the ones that tell. */
export interface EvidenceLimits {
  readonly text: number;
  readonly exchanges: number;
}

/** A failure in the words that the page shows. */
export function failureEvidence(
  failure: Failure,
  place: {
    readonly anchor: string;
    readonly target: string | null;
    readonly replayOn: string | null;
    readonly report?: { readonly reportPath: string };
  },
  limits: EvidenceLimits,
): FailureEvidence {
  const short = (text: string): string => visible(truncate(text, limits.text));
  const { exchanges, curl, step } = failure;
  const left = Math.max(0, exchanges.length - limits.exchanges);
  const line = curl.trimEnd();
  const shown = visibleLines(truncate(line, limits.text));
  const named = { ...place.report, target: place.replayOn };
  // Without a request of ours at some step, the steps and the exchanges do not match one to one.
  const failing = exchanges.length === failure.steps.length ? step - 1 : exchanges.length - 1;
  return {
    anchor: place.anchor,
    target: place.target === null ? null : visible(place.target),
    binding: visible(failure.binding),
    times: visible(
      [
        statementIds(brokenBy(failure)),
        [failedTimes(failure), because(failure)].filter(Boolean).join(", "),
      ]
        .filter(Boolean)
        .join(": "),
    ),
    expected: failure.expected.map(short),
    actual: short(failure.actual),
    bytes: formatBytes(failure),
    inputs: formatCase(failure.counterexample).map(short),
    curl: shown,
    curlIsExact: shown === line,
    replay: visible(`npx ${replayLine(failure, named)}`),
    exportAs: visible(`npx ${exportLine(failure, named)}`),
    left,
    exchanges: exchanges.slice(left).map((exchange) => exchangeEvidence(exchange, limits.text)),
    failing: Math.max(failing - left, -1),
  };
}

function brokenBy({ statements, consequenceOf }: Failure): readonly string[] {
  return consequenceOf?.statements ?? statements;
}

function because({ consequenceOf }: Failure): string {
  return consequenceOf ? `a consequence of ${consequenceOf.rule}` : "";
}

function exchangeEvidence(exchange: Exchange, maxText: number): ExchangeEvidence {
  const { request, response, failure, durationMs } = exchange;
  const how = request.transfer === undefined ? "" : ` (${request.transfer})`;
  return {
    request: message(`${request.method} ${request.url}${how}`, request, maxText),
    response: response && message(String(response.status), response, maxText),
    none: response
      ? ""
      : visible(truncate(failure ? `${failure.code}: ${failure.message}` : "no answer", maxText)),
    took:
      durationMs < SECOND ? `${Number(durationMs.toPrecision(2))} ms` : formatDuration(durationMs),
  };
}

function message(
  start: string,
  { headers, body }: { readonly headers: Headers; readonly body: string },
  maxText: number,
): MessageEvidence {
  const short = (text: string): string => visible(truncate(text, maxText));
  return {
    start: short(start),
    headers: headerLines(headers).map(([name, value]) => [short(name), short(value)]),
    body: visibleLines(truncate(body, maxText)),
  };
}
