import type { Reply } from "../../model/call.ts";

/** How many cases run at once: as many as the target bears, between one and a limit. */
export interface Pace {
  /** Waits for the turn of a case, which is now where nothing is given. */
  enter(): Promise<void> | undefined;
  /** The case has ended. */
  leave(): void;
  /**
   * Told of each ordinary reply.
   *
   * @param call operation and binding: what takes long by itself is no sign of load
   */
  note(call: string, reply: Reply): void;
  /** The server asked to wait. */
  askedToWait(): void;
  /** How many may run now. */
  window(): number;
}

/** Where it begins: more only once the target was seen to bear them. */
const FIRST = 8;
const UNAVAILABLE = 503;
/** What is left of the window when a server says that it is too much, and when it only becomes slower. */
const REFUSED = 0.5;
const SLOWER = 0.75;
/** Fewer than that are no remedy for slow answers: the wait is then not for one another. */
const LEAST_WHEN_SLOWER = 2;
/** An answer is late when it takes so many times as long as the fastest, and so much longer. */
const LATE_TIMES = 2;
const LATE_BY_MS = 100;
/**
 * Whether answers come late is asked once for so many windows of them: a stall of a moment, on whichever
 * side, makes one window of them late, and says nothing of what the target bears.
 */
const WINDOWS = 4;
/** What of those has to be late. */
const MOST_LATE = 0.5;

/**
 * As congestion control does (RFC 5681): twice as many cases with each round of answers in time, until there
 * was a sign of trouble, from then on one more; with 429, 503, a time-out, or answers most of which come
 * late, a part of them, once a round. Cases, not requests, so that a race stays one.
 *
 * @param most at least 1
 */
export function createPace(most: number): Pace {
  let window = Math.min(FIRST, most);
  let running = 0;
  /** Answers since the window last changed. */
  let answers = 0;
  /** Whether nothing was too much yet. */
  let isStart = true;
  /** Answers in time and late, since it was last asked whether they come late. */
  let heard = 0;
  let late = 0;
  const least = new Map<string, number>();
  const waiting: (() => void)[] = [];

  function admit(): void {
    while (running < Math.max(1, Math.floor(window))) {
      const next = waiting.shift();
      if (!next) return;
      running++;
      next();
    }
  }

  function shrink(to: number, floor: number): void {
    isStart = false;
    if (answers < window) return;
    [answers, heard, late] = [0, 0, 0];
    window = Math.min(window, Math.max(floor, window * to));
  }

  function grow(): void {
    window = Math.min(most, window + (isStart ? 1 : 1 / window));
    admit();
  }

  return {
    enter() {
      if (waiting.length > 0 || running >= Math.max(1, Math.floor(window))) {
        return new Promise<void>((resolve) => void waiting.push(resolve));
      }
      running++;
      return undefined;
    },
    leave() {
      running--;
      admit();
    },
    note(call, reply) {
      answers++;
      if (reply.kind === "failure") {
        if (reply.code === "timeout") shrink(REFUSED, 1);
        return;
      }
      if (reply.status === UNAVAILABLE) return shrink(REFUSED, 1);
      const known = Math.min(least.get(call) ?? Number.POSITIVE_INFINITY, reply.durationMs);
      least.set(call, known);
      heard++;
      const isLate = reply.durationMs > Math.max(known * LATE_TIMES, known + LATE_BY_MS);
      if (isLate) late++;
      else grow();
      if (heard < WINDOWS * window) return;
      if (late > heard * MOST_LATE) shrink(SLOWER, LEAST_WHEN_SLOWER);
      [heard, late] = [0, 0];
    },
    askedToWait() {
      shrink(REFUSED, 1);
    },
    window: () => Math.max(1, Math.floor(window)),
  };
}
