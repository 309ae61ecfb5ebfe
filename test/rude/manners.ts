import { setTimeout as sleep } from "node:timers/promises";
import { pass } from "./rude-server.ts";
import type { Rudeness, Visit } from "./rudeness.ts";

const SLOW_MS = 300;
const WINDOW_MS = 500;
const PER_WINDOW = 60;
/** Of all tickets together, between two moments at which all of them have expired. */
const USES_OF_TICKETS = 400;

/** Servers that speak as they should, and are hard to work with. */
export const MANNERS: readonly Rudeness[] = [
  {
    name: "sends everybody elsewhere",
    act: ({ response, elsewhere }) => {
      response.writeHead(302, { location: `${elsewhere}/srv.asmx` });
      response.end();
    },
    atOnce: { exit: 3, says: /does not speak inforouter: .*redirect/ },
    halfWay: { exit: 3, says: /redirect/, mayFail: true },
  },
  {
    name: "has no time for anybody (503)",
    act: ({ response }) => void response.writeHead(503).end(),
    atOnce: { exit: 3, says: /does not speak inforouter: .*503/ },
  },
  {
    name: "asks everybody to wait for an hour (503)",
    act: ({ response }) => void response.writeHead(503, { "retry-after": "3600" }).end(),
    atOnce: { exit: 3, says: /the server asked to wait for 3600 seconds/ },
    halfWay: { exit: 3, says: /the server asked to wait for 3600 seconds/ },
  },
  {
    name: "asks everybody to wait, again and again (429)",
    act: ({ response }) => void response.writeHead(429, { "retry-after": "0" }).end(),
    atOnce: { exit: 3, says: /the server asked to wait \(HTTP 429/ },
    halfWay: { exit: 3, says: /the server asked to wait \(HTTP 429/ },
  },
  {
    name: "answers every third call with 500",
    act: (visit) =>
      visit.count % 3 === 0
        ? void visit.response.writeHead(500, { "content-type": "text/plain" }).end("oops")
        : proceed(visit),
    atOnce: { exit: 3, says: /500/ },
    halfWay: { exit: 3, says: /500/ },
  },
  {
    name: "limits the rate (429)",
    act: limited(),
    atOnce: { exit: 0 },
  },
  {
    name: "lets every ticket expire now and then",
    act: proceed,
    reference: () => {
      let uses = 0;
      const lifetimes = (): number => Math.floor(uses++ / USES_OF_TICKETS);
      return { ticketLifetimeMs: 1000, clock: () => Date.UTC(2026, 0, 1) + lifetimes() * 1001 };
    },
    atOnce: { exit: 0 },
  },
  {
    name: "is slow: 300 ms for an answer",
    act: async (visit) => {
      await sleep(SLOW_MS);
      await proceed(visit);
    },
    atOnce: { exit: 0 },
    rules: ["inforouter.delete-upload-handler.twice", "inforouter.delete-upload-handler.any-user"],
  },
];

async function proceed({ polite, response }: Visit): Promise<void> {
  pass(await polite(), response);
}

/** So many requests in a window, and no more. */
function limited(): Rudeness["act"] {
  let windowEnds = 0;
  let taken = 0;
  return async (visit) => {
    const now = performance.now();
    if (now >= windowEnds) {
      windowEnds = now + WINDOW_MS;
      taken = 0;
    }
    if (++taken <= PER_WINDOW) return proceed(visit);
    const date = new Date(Date.now() + 1000).toUTCString();
    const seconds = taken % 2 === 0 ? "1" : date;
    visit.response.writeHead(429, { "retry-after": seconds }).end();
  };
}
