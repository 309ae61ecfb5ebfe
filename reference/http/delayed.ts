import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Handler } from "./listen.ts";

/** A handler behind a wait, as over a link: the same for requests that come together. */
export function delayed(handler: Handler, delayOf: (request: IncomingMessage) => number): Handler {
  return async (request, response) => {
    const ms = delayOf(request);
    if (ms > 0) await sleep(ms);
    await handler(request, response);
  };
}
