import type { Reply } from "../../model/call.ts";
import { type MessageHead, readMessages } from "../message-reader.ts";
import { answerHeaders } from "./answer-headers.ts";
import { failureOf, type WireFailure } from "./failure-of.ts";
import type { RawRequest } from "./raw.ts";
import type { RawConnection } from "./raw-connection.ts";

export type LineOutcome =
  | WireFailure
  | Omit<Extract<Reply, { kind: "response" }>, "kind" | "durationMs">;

/**
 * A connection that raw requests go over one behind the other, as long as the server keeps it open. Answers
 * belong to requests by their order and by nothing else (RFC 9112, 9.2): what came before it was asked for
 * is the answer to the next request.
 */
export interface Line {
  /** Writes a request at once, also while others are not answered yet, and gives the answer whose turn it is. */
  exchange(request: RawRequest): Promise<LineOutcome>;
  /** Whether there is an answer to be had: it is open, or one came unasked before it was closed. */
  isUsable(): boolean;
  end(): void;
}

/** An answer to nothing that only says why an idle connection is closed (RFC 9110, 15.5.9). */
const REQUEST_TIMEOUT = 408;
const FIRST_FINAL = 200;
/** Answers with larger bodies are `too-large`. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** So long a request waits for the next one that it goes out with, in milliseconds. */
const MOST_HELD_MS = 50;

const CLOSED: WireFailure = {
  code: "reset",
  message: "The connection was closed before an answer came.",
};

interface Waiting {
  readonly method: string;
  readonly settle: (outcome: LineOutcome) => void;
}

export function openLine({ socket }: RawConnection, timeoutMs: number): Line {
  const waiting: Waiting[] = [];
  const early: LineOutcome[] = [];
  const held: Buffer[] = [];
  let isOpen = true;
  let head: MessageHead | undefined;
  let parts: Buffer[] = [];
  let length = 0;

  const deliver = (outcome: LineOutcome): void => {
    const first = waiting.shift();
    const isForNobody = "status" in outcome && outcome.status === REQUEST_TIMEOUT;
    if (first) first.settle(outcome);
    else if (!isForNobody) early.push(outcome);
  };
  const close = (why: WireFailure): void => {
    isOpen = false;
    for (const one of waiting.splice(0)) one.settle(why);
    socket.destroy();
  };
  /** As one piece: what is written at once goes into one packet, as far as it fits. */
  const writeHeld = (): void => {
    if (held.length > 0) socket.write(Buffer.concat(held.splice(0)));
  };
  const write = ({ pieces, withNext }: RawRequest): void => {
    if (withNext) {
      held.push(...pieces);
      setTimeout(writeHeld, MOST_HELD_MS);
    } else if (held.length > 0) {
      held.push(...pieces);
      writeHeld();
    } else for (const piece of pieces) socket.write(piece);
  };
  const reader = readMessages("response", {
    head: (next) => {
      [head, parts, length] = [next, [], 0];
      return waiting[0]?.method === "HEAD";
    },
    body: (bytes) => {
      length += bytes.length;
      if (length <= MAX_BODY_BYTES) parts.push(Buffer.from(bytes));
    },
    end: () => {
      if (!head || head.status < FIRST_FINAL) return;
      deliver(
        length > MAX_BODY_BYTES
          ? { code: "too-large", message: "The answer is larger than allowed." }
          : { status: head.status, headers: headersOf(head), body: Buffer.concat(parts) },
      );
      if (isLast(head)) close(CLOSED);
    },
    broken: (why, how) => {
      if (how === "not-whole") return;
      const message = `The answer is not HTTP that can be read: it ${why}.`;
      deliver({ code: "bad-http", message });
      close(CLOSED);
    },
  });
  socket.on("data", (bytes: Buffer) => reader.read(bytes));
  socket.on("error", (error) => {
    reader.ended();
    close(failureOf(error, false));
  });
  for (const event of ["end", "close"]) {
    socket.on(event, () => {
      reader.ended();
      close(CLOSED);
    });
  }

  return {
    exchange: (request) =>
      new Promise((resolve) => {
        const came = early.shift();
        if (came) return resolve(came);
        const late = setTimeout(() => {
          close({ code: "timeout", message: `Within ${timeoutMs} ms no whole answer came.` });
        }, timeoutMs);
        waiting.push({
          method: request.method ?? "POST",
          settle: (outcome) => {
            clearTimeout(late);
            resolve(outcome);
          },
        });
        write(request);
      }),
    isUsable: () => isOpen || early.length > 0,
    end: () => close(CLOSED),
  };
}

function headersOf({ lines }: MessageHead): Readonly<Record<string, string>> {
  const all: Record<string, string[]> = Object.create(null);
  for (const [name, value] of lines) {
    const key = name.toLowerCase();
    all[key] = [...(all[key] ?? []), value];
  }
  return answerHeaders(all);
}

/** Whether the server says that nothing follows (RFC 9112, 9.3). */
function isLast({ lines, minorVersion }: MessageHead): boolean {
  const options = lines
    .filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) => value.toLowerCase().split(","))
    .map((option) => option.trim());
  return options.includes("close") || (minorVersion === 0 && !options.includes("keep-alive"));
}
