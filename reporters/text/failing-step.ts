import type { Exchange } from "../../src/model/exchange.ts";
import type { Failure } from "../../src/model/failure.ts";
import { formatExchange } from "./format-exchange.ts";
import { wrap } from "./wrap.ts";

/** `2 of 3: UploadFileChunk by soap11 as owner`. */
export function failingStep({ steps, step }: Failure): string {
  const recorded = steps[step - 1];
  if (!recorded) return String(step);
  const { call, binding, as } = recorded;
  const who = typeof as === "string" ? ` as ${as}` : "";
  return `${step} of ${steps.length}: ${call} by ${binding}${who}`;
}

const MAX_BODY = 300;
/** Of what was sent, and of what came. */
const MAX_LINES = 12;
/** Of the connection, and not of the answer. */
const USUAL = /^[<>] (?:date|server|connection|keep-alive): /i;

/** An exchange for somebody who wants to see what it is about: without what is usual, and in few lines. */
export function shortExchange(exchange: Exchange, width: number): readonly string[] {
  const lines = formatExchange(exchange, MAX_BODY)
    .split("\n")
    .filter((line) => !USUAL.test(line));
  return [">", "<", "!"].flatMap((sign) => {
    const own = lines
      .filter((line) => line.startsWith(sign))
      .flatMap((line) => broken(line, width));
    const more = own.length - MAX_LINES;
    return more > 0 ? [...own.slice(0, MAX_LINES), `${sign} … ${more} more`] : own;
  });
}

/** Every line begins with the sign of its first. */
function broken(line: string, width: number): readonly string[] {
  const sign = line.slice(0, 2);
  return wrap(line.slice(2), width - sign.length).map((part) => `${sign}${part}`);
}
