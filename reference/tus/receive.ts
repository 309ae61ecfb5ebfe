import type { IncomingMessage } from "node:http";
import { finished } from "node:stream";

/** How a body ended: whole, broken off by the client or by somebody else, or longer than is let in. */
export type Ending = "whole" | "broken" | "interrupted" | "overlong";

export interface Receiving {
  /** Bytes at most. */
  readonly limit: number;
  /** Told of the bytes as they come, never of more than the limit. */
  readonly onBytes: (bytes: Buffer) => void;
  /** Given a function that ends the receiving at once. */
  readonly onStart: (interrupt: () => void) => void;
}

/** Takes a body as it comes, so that what came before it broke off is there. */
export function receive(
  request: IncomingMessage,
  { limit, onBytes, onStart }: Receiving,
): Promise<Ending> {
  return new Promise((resolve) => {
    let received = 0;
    let isOver = false;
    const end = (ending: Ending) => {
      isOver = true;
      resolve(ending);
    };
    onStart(() => end("interrupted"));
    request.on("data", (bytes: Buffer) => {
      if (isOver) return;
      const room = limit - received;
      if (room > 0) onBytes(bytes.length > room ? bytes.subarray(0, room) : bytes);
      received += bytes.length;
      if (received > limit) end("overlong");
    });
    // Also of a request that was broken off before: it has no further event.
    finished(request, { writable: false }, (error) => end(error ? "broken" : "whole"));
  });
}
