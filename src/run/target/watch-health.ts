import { setTimeout as sleep } from "node:timers/promises";
import type { WireFailureCode } from "../../model/exchange.ts";
import { isBroken } from "../../model/transfer.ts";
import type { Client } from "../../wire/client/client.ts";
import { describeFailure } from "../case/describe-failure.ts";
import { SetUpError } from "./sessions.ts";

/**
 * So many requests in a row without an answer, and the target is asked whether it still serves. One is
 * enough where nobody listens any more.
 */
const SUSPICIOUS = 5;
/** Between two heartbeats of a target that may be starting again. */
const PAUSE_MS = 200;

export interface HealthOptions {
  /** How long a target may be away. */
  readonly patienceMs: number;
  /** When it is aborted, nobody waits any longer. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A client that notices when its target is lost: after several requests in a row without an answer
 * all others wait while heartbeats are sent (any HTTP answer will do), for as long as one request may
 * take. When none is answered, every later request rejects at once with a SetUpError: a run then ends
 * within a deadline or two, not after thousands.
 */
export function watchHealth(client: Client, { patienceMs, signal }: HealthOptions): Client {
  let failures = 0;
  let served = false;
  let lost: string | undefined;
  let looking: Promise<void> | undefined;

  async function look(url: string): Promise<void> {
    const until = performance.now() + patienceMs;
    const beat = { method: "GET", url: `${new URL(url).origin}/`, headers: {}, body: null };
    for (;;) {
      const reply = await client.send(beat);
      if (reply.kind === "response") {
        failures = 0;
        return;
      }
      // What was asked to wait was asked for long enough.
      const enough = performance.now() >= until || signal?.aborted;
      if (enough || reply.code === "throttled") {
        lost = `the target was lost on the way: ${describeFailure(reply)}`;
        return;
      }
      await sleep(PAUSE_MS);
    }
  }

  async function onFailure(url: string, code: WireFailureCode): Promise<void> {
    failures++;
    const isSuspicious = failures >= SUSPICIOUS || (code === "refused" && served);
    if (!isSuspicious || lost !== undefined) return;
    looking ??= look(url).finally(() => {
      looking = undefined;
    });
    await looking;
  }

  return {
    ...client,
    async send(request) {
      if (looking !== undefined) await looking;
      if (lost !== undefined) throw new SetUpError(lost);
      const reply = await client.send(request);
      if (reply.kind === "response") {
        failures = 0;
        served = true;
        return reply;
      }
      // What is broken off on purpose may be nothing that a server would answer: its silence tells nothing.
      if (isBroken(request.transfer) && reply.code !== "refused") return reply;
      await onFailure(request.url, reply.code);
      // Nobody was there to take it: once somebody is again it can be sent as if for the first time.
      const isBack = reply.code === "refused" && served && lost === undefined;
      return isBack ? client.send(request) : reply;
    },
    // As little as that of what is sent raw.
    async sendRaw(request) {
      if (looking !== undefined) await looking;
      if (lost !== undefined) throw new SetUpError(lost);
      return client.sendRaw(request);
    },
  };
}
