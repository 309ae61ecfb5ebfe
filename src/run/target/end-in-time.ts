import type { Client } from "../../wire/client/client.ts";
import { SetUpError } from "./sessions.ts";

/** So long an answer is waited for once a run is over. */
const GRACE_MS = 1000;
/** So long after an interrupt things are still removed; the report has to be written as well. */
const INTERRUPTED_MS = 2000;
/** So long after its time a campaign may confirm what failed last, and remove what it made. */
const TIME_UP_MS = 2000;

export interface EndOptions {
  /** Aborted by an interrupt. */
  readonly signal?: AbortSignal | undefined;
  /** Aborted when the time of a campaign is up. */
  readonly timeUp?: AbortSignal | undefined;
}

/**
 * A client that lets a run end in time, however long its server takes: once the run is over no request
 * waits longer than a second, and none at all begins two seconds later. Such a request rejects with a
 * {@link SetUpError}, so that nothing is judged of it: that no answer came in time is not the server's doing.
 */
export function endInTime(client: Client, { signal, timeUp }: EndOptions): Client {
  if (signal === undefined && timeUp === undefined) return client;
  /** What ends the wait for each request under way. */
  const waiting = new Set<() => void>();
  let until = Number.POSITIVE_INFINITY;

  const hurry = (ms: number): void => {
    until = Math.min(until, performance.now() + ms);
    const underWay = [...waiting];
    setTimeout(() => {
      for (const leave of underWay) leave();
    }, GRACE_MS).unref();
  };
  onAbort(signal, () => hurry(INTERRUPTED_MS));
  onAbort(timeUp, () => hurry(TIME_UP_MS));

  function inTime<T>(begin: () => Promise<T>): Promise<T> {
    const left = until - performance.now();
    if (left <= 0) return Promise.reject(ended());
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const leave = (): void => reject(ended());
      const done = (): void => {
        clearTimeout(timer);
        waiting.delete(leave);
      };
      waiting.add(leave);
      if (left !== Number.POSITIVE_INFINITY) timer = setTimeout(leave, Math.min(left, GRACE_MS));
      begin().then(
        (value) => {
          done();
          resolve(value);
        },
        (error: unknown) => {
          done();
          reject(error);
        },
      );
    });
  }

  return {
    ...client,
    send: (request) => inTime(() => client.send(request)),
    sendRaw: (request) => inTime(() => client.sendRaw(request)),
  };
}

function ended(): SetUpError {
  return new SetUpError("the run ended before an answer came");
}

function onAbort(signal: AbortSignal | undefined, act: () => void): void {
  if (signal?.aborted) act();
  else signal?.addEventListener("abort", act, { once: true });
}
