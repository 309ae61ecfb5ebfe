import type { LimitFunction } from "p-limit";
import type { Dispatcher } from "undici";
import type { Informational, Reply } from "../../model/call.ts";
import { answerHeaders, repeatedHeaders } from "./answer-headers.ts";
import type { BatchSettlement } from "./batch-settlement.ts";
import { type BodyCollector, collectBody } from "./body-collector.ts";
import { decodeBody } from "./decode-body.ts";
import {
  failureOf,
  MOST_INFORMATIONAL,
  TOO_MANY_INFORMATIONAL,
  type WireFailure,
} from "./failure-of.ts";

export interface RequestLimits {
  /** From dispatch to the last byte of the body. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** Takes one large body at a time: several at once, each within its limit, fill the memory. */
  readonly large: LimitFunction;
  /** When the answer is handed over, once it is there. */
  readonly deliver: BatchSettlement;
}

/** Bodies beyond it wait for their turn. Nearly every answer is far smaller. */
const LARGE_BYTES = 4 * 1024 * 1024;

/** Answers of 1xx come before the one that counts. */
const FIRST_FINAL = 200;
const NO_BODY = Buffer.alloc(0);

/**
 * Dispatches one request and collects the whole answer. Settles once and never rejects: the answer
 * as it came (redirects and errors are answers too), or why there is none. When a limit is passed
 * the connection is destroyed.
 *
 * One timer for each request: Node keeps timers of one duration in a list, which is far cheaper
 * than an AbortSignal with its event target.
 */
export function oneRequest(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  limits: RequestLimits,
): Promise<Reply> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    let controller: Dispatcher.DispatchController | null = null;
    let status = 0;
    let headers: Readonly<Record<string, string>> = {};
    let repeated: ReturnType<typeof repeatedHeaders>;
    const informational: Informational[] = [];
    let body: BodyCollector | undefined;
    let received = 0;
    let settled = false;
    let leave: (() => void) | undefined;

    function settle(reply: Reply): void {
      settled = true;
      clearTimeout(deadline);
      body = undefined;
      leave?.();
      limits.deliver(() => resolve(isEncoded(reply) ? inTurn(reply) : reply));
    }

    function inTurn(reply: Response): Promise<Reply> {
      return limits.large(() => decoded(reply, limits.maxResponseBytes));
    }

    function fail(failure: WireFailure): void {
      if (settled) return;
      const durationMs = performance.now() - startedAt;
      const begun = status !== 0 && ({ begun: true } as const);
      settle({ kind: "failure", ...failure, ...begun, durationMs });
      controller?.abort(new Error(failure.message));
    }

    function expire(): void {
      const got =
        status === 0 ? "no answer came" : `only ${received} bytes of the answer's body came`;
      fail({ code: "timeout", message: `Within ${limits.timeoutMs} ms ${got}.` });
    }
    let deadline = setTimeout(expire, limits.timeoutMs);

    /** Reads no further until other large bodies are done; the time in line does not count. */
    function lineUp(): void {
      const left = limits.timeoutMs - (performance.now() - startedAt);
      clearTimeout(deadline);
      controller?.pause();
      void limits.large(
        () =>
          new Promise<void>((done) => {
            if (settled) {
              done();
              return;
            }
            // Before it goes on: all that is left may be there already, and then it ends at once.
            leave = done;
            deadline = setTimeout(expire, left);
            controller?.resume();
          }),
      );
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        // The deadline passed while the connection was being made: nothing is written any more.
        if (settled) started.abort(new Error("The deadline has passed."));
      },
      onResponseStart(_, statusCode, raw) {
        if (statusCode < FIRST_FINAL) {
          informational.push({ status: statusCode, headers: answerHeaders(raw) });
          // Whoever sends nothing else could go on for ever, faster than anything else gets its turn.
          if (informational.length > MOST_INFORMATIONAL) fail(TOO_MANY_INFORMATIONAL);
          return;
        }
        status = statusCode;
        headers = answerHeaders(raw);
        repeated = repeatedHeaders(raw);
      },
      onResponseData(_, chunk) {
        const wasSmall = received <= LARGE_BYTES;
        received += chunk.length;
        body ??= collectBody(limits.maxResponseBytes, Number(headers["content-length"]));
        if (received <= limits.maxResponseBytes) body.add(chunk);
        else fail({ code: "too-large", message: tooLarge(limits.maxResponseBytes) });
        if (wasSmall && received > LARGE_BYTES && !settled) lineUp();
      },
      onResponseEnd(_, raw) {
        if (settled) return;
        const durationMs = performance.now() - startedAt;
        const trailers = answerHeaders(raw ?? {});
        settle({
          kind: "response",
          status,
          headers,
          ...(repeated && { repeated }),
          ...(informational.length > 0 && { informational }),
          ...(Object.keys(trailers).length > 0 && { trailers }),
          body: body?.whole() ?? NO_BODY,
          durationMs,
        });
      },
      onResponseError(_, error) {
        fail(failureOf(error, status !== 0));
      },
    };
    try {
      dispatcher.dispatch(options, handler);
    } catch (error) {
      // What a proxy's agent does not let through it throws.
      fail(failureOf(error, false));
    }
  });
}

type Response = Extract<Reply, { kind: "response" }>;

function isEncoded(reply: Reply): reply is Response {
  return reply.kind === "response" && "content-encoding" in reply.headers;
}

async function decoded(reply: Response, maxBytes: number): Promise<Reply> {
  const { body, headers, durationMs } = reply;
  if (body.length === 0) return reply;
  const result = await decodeBody(body, headers["content-encoding"] ?? "", maxBytes);
  return Buffer.isBuffer(result)
    ? { ...reply, body: result }
    : { kind: "failure", ...result, durationMs };
}

function tooLarge(maxBytes: number): string {
  return `The answer is larger than ${maxBytes} bytes.`;
}
