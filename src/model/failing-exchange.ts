import type { Exchange } from "./exchange.ts";
import type { Failure } from "./failure.ts";

/**
 * The exchange that failed; the last one where steps and exchanges do not match one to one, as where a step
 * sent no request of ours.
 */
export function failingExchange({
  exchanges,
  steps,
  step,
}: Pick<Failure, "exchanges" | "steps" | "step">): Exchange | undefined {
  const own = exchanges.length === steps.length ? exchanges[step - 1] : undefined;
  return own ?? exchanges.at(-1);
}
