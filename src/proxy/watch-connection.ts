import { createHash, type Hash } from "node:crypto";
import type { HeaderLine } from "../model/header-lines.ts";
import type { SeenExchange, SeenMessage, Unjudged } from "../traffic/seen-exchange.ts";
import { MOST_INFORMATIONAL } from "../wire/client/failure-of.ts";
import { type MessageHead, readMessages } from "../wire/message-reader.ts";
import type { ConnectionWatcher } from "./connection-watcher.ts";

/** What becomes known of the exchanges of a connection. */
export interface ExchangeListener {
  exchange(seen: SeenExchange): void;
  /** Exchanges of which no more is told. */
  unjudged(why: Unjudged, times: number): void;
}

/** Longer bodies are counted and hashed. */
const MOST_KEPT = 1024 * 1024;
/** A client that writes more requests before it reads answers is not followed. */
const MOST_PENDING = 1000;
const FIRST_FINAL = 200;
const NO_CONTENT = 204;
const NOT_MODIFIED = 304;

interface Pending {
  readonly head: MessageHead;
  readonly began: number;
  readonly body: BodyKeeper;
  request?: SeenMessage;
  readonly informational: { status: number; lines: readonly HeaderLine[] }[];
}

/** Reads the exchanges of one connection from a copy of its bytes: after those have been passed on. */
export function watchConnection(listener: ExchangeListener): ConnectionWatcher {
  /** In the order in which they were asked. */
  const pending: Pending[] = [];
  /** The request that is being read; one that was answered already is pending no more. */
  let reading: Pending | undefined;
  let isLost = false;
  let at = 0;
  let response: { readonly head: MessageHead; readonly body: BodyKeeper } | undefined;

  /** Nobody knows any more which answer belongs to which request. */
  const lose = (why: Unjudged): void => {
    if (isLost) return;
    isLost = true;
    listener.unjudged(why, Math.max(1, pending.length));
    pending.length = 0;
  };
  const requests = readMessages("request", {
    head: (head) => {
      if (pending.length === MOST_PENDING) lose("unclear");
      reading = { head, began: at, body: keepBody(MOST_KEPT), informational: [] };
      if (!isLost) pending.push(reading);
      return false;
    },
    body: (bytes) => reading?.body.add(bytes),
    end: (trailers) => {
      if (!reading) return;
      reading.request = { lines: reading.head.lines, ...reading.body.whole(), trailers };
      reading = undefined;
    },
    broken: (_, how) => lose(how),
  });
  const responses = readMessages("response", {
    head: (head) => {
      const [asked] = pending;
      if (!asked) lose("unclear");
      const { status, lines } = head;
      if (status >= FIRST_FINAL) response = { head, body: keepBody(MOST_KEPT) };
      else if (asked && asked.informational.length < MOST_INFORMATIONAL) {
        asked.informational.push({ status, lines });
      }
      const isBare = status < FIRST_FINAL || status === NO_CONTENT || status === NOT_MODIFIED;
      return isBare || asked?.head.method === "HEAD";
    },
    body: (bytes) => response?.body.add(bytes),
    end: (trailers) => {
      if (!response || isLost) return;
      const { head, body } = response;
      response = undefined;
      const asked = pending.shift();
      // What was answered early is read to its end, and belongs to nobody.
      if (!asked?.request) {
        listener.unjudged("not-whole", 1);
        return;
      }
      // What follows a request may be none, and the answer be to that.
      if (requests.isInHead()) {
        pending.unshift(asked);
        lose("unclear");
        return;
      }
      const { request, informational, began } = asked;
      const { method, target } = asked.head;
      const answer = {
        status: head.status,
        response: { lines: head.lines, ...body.whole(), trailers },
      };
      const times = { began, ended: at, durationMs: at - began };
      listener.exchange({ method, target, request, ...answer, informational, ...times });
    },
    broken: (_, how) => lose(how),
  });
  return later({
    sent: (bytes, when) => {
      at = when;
      if (!isLost) requests.read(bytes);
    },
    received: (bytes, when) => {
      at = when;
      if (!isLost) responses.read(bytes);
    },
    sentAll: () => {
      if (reading && pending.includes(reading)) lose("not-whole");
    },
    receivedAll: (when) => {
      at = when;
      if (!isLost) responses.ended();
    },
    closed: () => {
      if (pending.length > 0) lose("not-whole");
    },
  });
}

/** The same with the time at which it happened. */
interface TimedWatcher {
  readonly sent: (bytes: Buffer, when: number) => void;
  readonly received: (bytes: Buffer, when: number) => void;
  readonly sentAll: () => void;
  readonly receivedAll: (when: number) => void;
  readonly closed: () => void;
}

/** Looks at what happened when everything that is ready has been passed on, in the order in which it happened. */
function later(watcher: TimedWatcher): ConnectionWatcher {
  let happened: (() => void)[] = [];
  const note = (look: (when: number) => void): void => {
    const when = performance.now();
    if (happened.push(() => look(when)) > 1) return;
    setImmediate(() => {
      const looks = happened;
      happened = [];
      for (const look of looks) look();
    });
  };
  return {
    sent: (bytes) => note((when) => watcher.sent(bytes, when)),
    received: (bytes) => note((when) => watcher.received(bytes, when)),
    sentAll: () => note(watcher.sentAll),
    receivedAll: () => note(watcher.receivedAll),
    closed: () => note(watcher.closed),
  };
}

/** Takes a body piece by piece. */
interface BodyKeeper {
  add(bytes: Buffer): void;
  whole(): Pick<SeenMessage, "body" | "size" | "sha256">;
}

/** Keeps a body up to so many bytes; of a longer one only its size and digest. */
function keepBody(most: number): BodyKeeper {
  let pieces: Buffer[] = [];
  let size = 0;
  let hash: Hash | undefined;
  return {
    add: (bytes) => {
      size += bytes.length;
      if (size > most && !hash) {
        hash = createHash("sha256");
        for (const piece of pieces) hash.update(piece);
        pieces = [];
      }
      if (hash) hash.update(bytes);
      else pieces.push(bytes);
    },
    whole: () =>
      hash
        ? { body: undefined, size, sha256: hash.digest("hex") }
        : { body: Buffer.concat(pieces), size },
  };
}
