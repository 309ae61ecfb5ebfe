import { setTimeout as sleep } from "node:timers/promises";
import type { WireFailureCode } from "../../model/exchange.ts";
import { isBroken } from "../../model/transfer.ts";
import type { Client } from "../../wire/client/client.ts";
import { endOfOrigin } from "../../wire/client/endpoint.ts";
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

/** What is known of whoever serves an origin. */
interface Health {
  failures: number;
  served: boolean;
  lost?: string;
  looking?: Promise<void> | undefined;
}

/**
 * A client that notices when its target is lost: after several requests in a row without an answer
 * all others to the same origin wait while heartbeats are sent (any HTTP answer will do), for as long as one
 * request may take. When none is answered, every later request there rejects at once with a SetUpError: a run
 * then ends within a deadline or two, not after thousands.
 */
export function watchHealth(client: Client, { patienceMs, signal }: HealthOptions): Client {
  const origins = new Map<string, Health>();

  /** By the origin as it is spelled, which saves parsing it each time. */
  const spelled = new Map<string, Health>();

  function healthOf(url: string): Health {
    const spelling = url.slice(0, endOfOrigin(url));
    const before = spelled.get(spelling);
    if (before) return before;
    const { origin } = new URL(url);
    const known = origins.get(origin) ?? { failures: 0, served: false };
    origins.set(origin, known);
    spelled.set(spelling, known);
    return known;
  }

  async function look(url: string, health: Health): Promise<void> {
    const until = performance.now() + patienceMs;
    const beat = { method: "GET", url: `${new URL(url).origin}/`, headers: {}, body: null };
    for (;;) {
      const reply = await client.send(beat);
      if (reply.kind === "response") {
        health.failures = 0;
        return;
      }
      // What was asked to wait was asked for long enough.
      const enough = performance.now() >= until || signal?.aborted;
      if (enough || reply.code === "throttled") {
        health.lost = `the target was lost on the way: ${describeFailure(reply)}`;
        return;
      }
      await sleep(PAUSE_MS);
    }
  }

  async function onFailure(url: string, code: WireFailureCode, health: Health): Promise<void> {
    health.failures++;
    const isSuspicious = health.failures >= SUSPICIOUS || (code === "refused" && health.served);
    if (!isSuspicious || health.lost !== undefined) return;
    health.looking ??= look(url, health).finally(() => {
      health.looking = undefined;
    });
    await health.looking;
  }

  return {
    ...client,
    async send(request) {
      const health = healthOf(request.url);
      if (isInDoubt(health)) await there(health);
      const reply = await client.send(request);
      if (reply.kind === "response") {
        health.failures = 0;
        health.served = true;
        return reply;
      }
      // What is broken off on purpose may be nothing that a server would answer: its silence tells nothing.
      if (isBroken(request.transfer) && reply.code !== "refused") return reply;
      await onFailure(request.url, reply.code, health);
      // Nobody was there to take it: once somebody is again it can be sent as if for the first time.
      const isBack = reply.code === "refused" && health.served && health.lost === undefined;
      return isBack ? client.send(request) : reply;
    },
    // As little as that of what is sent raw.
    async sendRaw(request) {
      await there(healthOf(request.url));
      return client.sendRaw(request);
    },
  };
}

function isInDoubt({ looking, lost }: Health): boolean {
  return looking !== undefined || lost !== undefined;
}

/** @throws SetUpError where it is lost */
async function there(health: Health): Promise<void> {
  if (health.looking !== undefined) await health.looking;
  if (health.lost !== undefined) throw new SetUpError(health.lost);
}
