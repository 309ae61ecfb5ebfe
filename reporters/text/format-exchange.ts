import type { Exchange } from "../../src/model/exchange.ts";
import { type Headers, headerLines } from "../../src/model/header-lines.ts";
import { count, thousands } from "./count.ts";
import { formatDuration } from "./format-duration.ts";
import { truncate } from "./truncate.ts";
import { visible, visibleLines } from "./visible.ts";

export interface ExchangeText {
  /** Characters of a body or header that are shown. */
  readonly maxBody?: number;
  /** Exchanges that are shown: the last ones, because the failing step comes last. */
  readonly maxExchanges?: number;
}

const MAX_BODY = 4_000;
const MAX_EXCHANGES = 20;

/**
 * Requests and responses as text. Every line begins with `>` (sent), `<` (received) or `!` (no answer),
 * so that a body cannot pass itself off as anything else.
 */
export function formatExchanges(
  exchanges: readonly Exchange[],
  options: ExchangeText = {},
): string {
  const { maxBody = MAX_BODY, maxExchanges = MAX_EXCHANGES } = options;
  const left = Math.max(0, exchanges.length - maxExchanges);
  const note = left > 0 ? [leftOut(left, exchanges.length)] : [];
  const shown = exchanges.slice(left).map((exchange) => formatExchange(exchange, maxBody));
  return [...note, ...shown].join("\n\n");
}

function leftOut(left: number, all: number): string {
  return left === all
    ? `(${count(all, "exchange")} in report.json)`
    : `(the first ${thousands(left)} of ${thousands(all)} exchanges are in report.json)`;
}

/** One exchange; see {@link formatExchanges}. */
export function formatExchange(exchange: Exchange, maxBody = MAX_BODY): string {
  const { request, response, failure, durationMs } = exchange;
  const how = request.transfer === undefined ? "" : ` (${request.transfer})`;
  const sent = message(`${request.method} ${request.url}${how}`, request, maxBody);
  const took = formatDuration(durationMs);
  const received = response ? message(`${response.status} (${took})`, response, maxBody) : [];
  const none = response
    ? []
    : [`no answer after ${took}${failure ? `: ${failure.code}: ${visible(failure.message)}` : ""}`];
  return [...prefixed(">", sent), ...prefixed("<", received), ...prefixed("!", none)].join("\n");
}

function message(
  start: string,
  { headers, body }: { readonly headers: Headers; readonly body: string },
  maxBody: number,
): readonly string[] {
  const lines = headerLines(headers).map(([name, value]) => `${name}: ${truncate(value, maxBody)}`);
  const content = body === "" ? [] : ["", ...visibleLines(truncate(body, maxBody)).split("\n")];
  return [visible(truncate(start, maxBody)), ...lines.map(visible), ...content];
}

function prefixed(prefix: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? prefix : `${prefix} ${line}`));
}
