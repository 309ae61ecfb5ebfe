import type { TargetReport } from "../src/model/report.ts";
import type { LinkTiming, Timing } from "../src/model/timing.ts";
import { count, thousands } from "./text/count.ts";

/** Of fewer requests the durations tell nothing. */
const LEAST_REQUESTS = 20;
/** Of one operation over one binding. */
const LEAST_OF_ONE = 5;
/** What is no answer of the same time. */
const WIDEST_SPREAD_MS = 15;
/** A link that takes a larger part of an answer's time explains it. */
const PART_OF_LINK = 0.25;
/** So many of all have to be alike. */
const MOST = 0.5;
const NEARLY_ALL = 0.9;

/** How long the other side waits for more before it acknowledges: of Linux, and of Windows and older systems. */
const DELAYED_ACKS: readonly (readonly [from: number, to: number])[] = [
  [38, 46],
  [195, 212],
];

/** What the durations of a run tell about the server, one sentence each; most runs tell nothing. */
export function timingHints({
  timings = [],
  link,
}: Pick<TargetReport, "timings" | "link">): readonly string[] {
  return [...delayedAck(timings, link), ...noKeepAlive(link)];
}

/**
 * Most answers take what an acknowledgement is delayed, each of them, and the link does not explain it: a server
 * that writes an answer in two pieces waits for it before the second one goes (RFC 896 and RFC 1122, 4.2.3.2).
 */
function delayedAck(timings: readonly Timing[], link: LinkTiming | undefined): readonly string[] {
  const { connectMs } = link ?? {};
  if (connectMs === undefined) return [];
  const telling = timings.filter(({ requests }) => requests >= LEAST_OF_ONE);
  const all = sumOf(telling);
  if (all < LEAST_REQUESTS) return [];
  for (const [from, to] of DELAYED_ACKS) {
    const alike = telling.filter(
      ({ medianMs, p95Ms }) =>
        medianMs >= from && medianMs <= to && p95Ms - medianMs <= WIDEST_SPREAD_MS,
    );
    if (sumOf(alike) < all * MOST || connectMs > from * PART_OF_LINK) continue;
    const medians = alike.map(({ medianMs }) => medianMs);
    const least = Math.round(Math.min(...medians));
    const most = Math.round(Math.max(...medians));
    const about = least === most ? `${least}` : `${least} to ${most}`;
    return [
      `${thousands(sumOf(alike))} of ${thousands(all)} answers belong to calls that take ${about} ms, nearly all alike, though a connection is there in ${shortMs(connectMs)}: that is how long a delayed ACK takes. Set TCP_NODELAY on the server's connections, or write head and body of an answer at once (Nagle's algorithm)`,
    ];
  }
  return [];
}

/** Nearly every call has a connection of its own. */
function noKeepAlive(link: LinkTiming | undefined): readonly string[] {
  if (!link || link.requests < LEAST_REQUESTS) return [];
  if (link.connections < link.requests * NEARLY_ALL) return [];
  return [
    `${count(link.connections, "connection")} for ${count(link.requests, "request")}: no keep-alive, the server closes its connection after each answer, and each call waits for a new one`,
  ];
}

function sumOf(timings: readonly Timing[]): number {
  return timings.reduce((sum, { requests }) => sum + requests, 0);
}

function shortMs(ms: number): string {
  return ms < 1 ? "less than 1 ms" : `${Math.round(ms)} ms`;
}
