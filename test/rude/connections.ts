import { pass } from "./rude-server.ts";
import type { Rudeness } from "./rudeness.ts";

const UNREACHABLE = { exit: 3, says: /cannot be reached: no answer/ } as const;
const LOST = { exit: 3, says: /the target was lost on the way: no answer/ } as const;

const DRIP_MS = 50;

/** Servers with which no conversation comes about. */
export const CONNECTIONS: readonly Rudeness[] = [
  { name: "nobody listens", act: "refuse", atOnce: UNREACHABLE },
  { name: "resets every connection", act: "reset", atOnce: UNREACHABLE },
  {
    name: "resets instead of an answer",
    act: ({ response }) => void response.socket?.resetAndDestroy(),
    atOnce: UNREACHABLE,
    halfWay: LOST,
  },
  {
    name: "resets after the headers",
    act: ({ response }) => {
      response.writeHead(200, { "content-length": "500" });
      response.write("<", () => response.socket?.resetAndDestroy());
    },
    atOnce: UNREACHABLE,
    halfWay: LOST,
  },
  {
    name: "resets in the middle of a body",
    act: async ({ response, polite }) => {
      const { status, headers, body } = await polite();
      response.writeHead(status, { ...headers, "content-length": String(body.length) } as never);
      response.write(body.subarray(0, body.length / 2), () => response.socket?.resetAndDestroy());
    },
    atOnce: UNREACHABLE,
    halfWay: LOST,
  },
  { name: "hangs", act: () => undefined, atOnce: UNREACHABLE, halfWay: LOST },
  {
    name: "drips its answer byte by byte",
    act: async ({ response, polite }) => {
      const { status, body } = await polite();
      response.writeHead(status, { "content-length": String(body.length) });
      const bytes = body.values();
      const timer = setInterval(() => {
        const next = bytes.next();
        if (next.done || response.destroyed) clearInterval(timer);
        else response.write(Buffer.from([next.value]));
      }, DRIP_MS);
      response.on("close", () => clearInterval(timer));
    },
    atOnce: UNREACHABLE,
    halfWay: LOST,
  },
  {
    name: "dies",
    act: ({ die }) => die(),
    halfWay: LOST,
  },
  {
    name: "restarts, and has forgotten everything",
    act: ({ count, restart, response, polite }) =>
      count === 1 ? restart() : polite().then((answer) => pass(answer, response)),
    halfWay: { exit: 0 },
  },
];
