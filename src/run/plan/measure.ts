import type { FoundOperation } from "../../model/offer.ts";
import type { Operation } from "../../model/operation.ts";
import { bindingsOf } from "../target/applicability.ts";
import { harmlessValues } from "../target/harmless-call.ts";
import type { OpenTarget } from "../target/open-target.ts";
import { sendHarmlessly } from "../target/send-harmless.ts";
import { SetUpError } from "../target/sessions.ts";
import type { Measured } from "./plan-by-time.ts";

/** Slow is what takes so many times as long as the others, and so much longer. */
const SLOW_TIMES = 4;
const SLOW_BY_MS = 50;
/** Harmless calls that are made once more, the fastest ones. */
const FASTEST = 5;
/** What looks slow is asked again, so often and for so long: it may have been the first call, or a stall. */
const MORE = 4;
const MORE_MS = 1_500;

/**
 * How long requests to a target take: by the harmless calls that were made when it was looked at, and a few
 * more. The least of an operation's times counts: what is more is the load of a moment.
 *
 * @param found what the target was found to offer
 */
export async function measure(
  open: OpenTarget,
  found: readonly FoundOperation[],
): Promise<Pick<Measured, "requestMs" | "slow"> | undefined> {
  const times = new Map<string, number>();
  const asked = found.flatMap(({ service, name, standing }) => {
    const operation = open.operations[service]?.[name];
    const least = open.timings.least(service, name);
    if (!operation || standing !== "offered" || least === undefined) return [];
    times.set(keyOf(operation), least);
    return [operation];
  });
  const timeOf = (operation: Operation): number => times.get(keyOf(operation)) ?? 0;
  const again = async (operation: Operation): Promise<void> => {
    const took = await timeOnce(open, operation);
    times.set(keyOf(operation), Math.min(timeOf(operation), took));
  };
  const inOrder = asked.toSorted((a, b) => timeOf(a) - timeOf(b));
  for (const operation of inOrder.slice(0, FASTEST)) await again(operation);
  const requestMs = Math.min(...times.values());
  if (!Number.isFinite(requestMs)) return undefined;
  const looksSlow = (operation: Operation): boolean =>
    timeOf(operation) > Math.max(requestMs * SLOW_TIMES, requestMs + SLOW_BY_MS);
  for (const operation of asked) {
    const started = performance.now();
    for (let times = 0; times < MORE && looksSlow(operation); times++) {
      if (performance.now() - started > MORE_MS) break;
      await again(operation);
    }
  }
  const slow = asked.filter(looksSlow);
  return {
    requestMs,
    slow: Object.fromEntries(
      slow.map((operation) => [keyOf(operation), Math.round(timeOf(operation) / requestMs)]),
    ),
  };
}

/** Infinity where it cannot be asked. */
async function timeOnce(open: OpenTarget, operation: Operation): Promise<number> {
  const values = harmlessValues(open, operation);
  const offered = bindingsOf(operation.service, open.target);
  const binding = operation.bindings.find((one) => offered.includes(one));
  if (!values || !binding) return Number.POSITIVE_INFINITY;
  try {
    const { reply } = await sendHarmlessly(open, operation, binding, values);
    return reply.durationMs;
  } catch (error) {
    if (error instanceof SetUpError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

function keyOf({ service, name }: Operation): string {
  return `${service}/${name}`;
}
