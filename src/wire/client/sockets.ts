import { Socket } from "node:net";
import { buildConnector } from "undici";
import { readToTheEnd } from "./read-to-the-end.ts";

/** Significant digits of a time. */
const DIGITS = 3;

export interface Sockets {
  /** For undici's `connect`. */
  readonly connect: buildConnector.connector;
  /** The same for connections that have other options. */
  connectorFor(options: buildConnector.BuildOptions): buildConnector.connector;
  /** What has gone over all connections so far, headers included (inside TLS: before encryption). */
  bytes(): { readonly sent: number; readonly received: number };
  /** How many of `connect` were made, and the milliseconds that the fastest took. */
  made(): { readonly connections: number; readonly connectMs?: number };
  destroyAll(): void;
}

/** Makes the connections of a client and knows them all: to count their bytes and to leave none behind. */
export function createSockets(options: buildConnector.BuildOptions): Sockets {
  const open = new Set<Socket>();
  let sent = 0;
  let received = 0;
  let connections = 0;
  let fastest = Number.POSITIVE_INFINITY;

  function keep(socket: unknown): void {
    if (!(socket instanceof Socket) || open.has(socket)) return;
    open.add(socket);
    readToTheEnd(socket);
    socket.once("close", () => {
      open.delete(socket);
      sent += socket.bytesWritten;
      received += socket.bytesRead;
    });
  }

  function connectorFor(own: buildConnector.BuildOptions): buildConnector.connector {
    const connector = buildConnector(own);
    return (to, done) => {
      // Undici returns the socket at once, which its types do not say: a connection that hangs
      // while it is being made has to be known, too.
      const connecting: unknown = connector(to, (...result) => {
        keep(result[1]);
        done(...result);
      });
      keep(connecting);
    };
  }

  const plain = connectorFor(options);
  const timed: buildConnector.connector = (to, done) => {
    const began = performance.now();
    plain(to, (...result) => {
      if (result[1]) {
        connections++;
        fastest = Math.min(fastest, performance.now() - began);
      }
      done(...result);
    });
  };

  return {
    connect: timed,
    connectorFor,
    made: () => ({
      connections,
      ...(connections > 0 ? { connectMs: Number(fastest.toPrecision(DIGITS)) } : {}),
    }),
    bytes: () => {
      const now = { sent, received };
      for (const socket of open) {
        now.sent += socket.bytesWritten;
        now.received += socket.bytesRead;
      }
      return now;
    },
    destroyAll: () => {
      for (const socket of open) socket.destroy();
    },
  };
}
