import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds in which a client that has gone shows. */
const SHOWS_MS = 30;

/** Whether the client closes its connection while it is waited for a little. */
export async function clientLeft({ socket }: IncomingMessage): Promise<boolean> {
  await sleep(SHOWS_MS);
  return socket.destroyed || socket.readableEnded;
}
