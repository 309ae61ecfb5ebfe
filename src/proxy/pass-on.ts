import type { Socket } from "node:net";
import type { Gate } from "./connect-gate.ts";
import type { ConnectionWatcher } from "./connection-watcher.ts";

/** So long what was sent before a reset may take to leave; a reset takes with it what is still here. */
const LAST_BYTES_MS = 1000;

/** Joins two connections until both are gone: bytes, ends and resets of each go to the other. */
export function passOn(
  client: Socket,
  server: Socket,
  { gate, watcher }: { readonly gate: Gate; readonly watcher: ConnectionWatcher },
): void {
  oneWay(client, server, { saw: watcher.sent, end: watcher.sentAll, gate });
  oneWay(server, client, { saw: watcher.received, end: watcher.receivedAll, gate: asItIs });
  let left = 2;
  const gone = (): void => {
    left--;
    if (left === 0) watcher.closed();
  };
  client.once("close", gone);
  server.once("close", gone);
}

const asItIs: Gate = { pass: (bytes) => bytes, ended: () => undefined };

interface Sight {
  readonly gate: Gate;
  readonly saw: (bytes: Buffer) => void;
  readonly end: () => void;
}

/** What comes from one end goes to the other, no faster than that one takes it. */
function oneWay(from: Socket, to: Socket, { gate, saw, end }: Sight): void {
  const give = (bytes: Buffer): void => {
    if (to.writable && !to.write(bytes)) from.pause();
    saw(bytes);
  };
  from.on("data", (came: Buffer) => {
    const bytes = gate.pass(came);
    if (bytes) give(bytes);
  });
  to.on("drain", () => from.resume());
  from.once("end", () => {
    const rest = gate.ended();
    if (rest) give(rest);
    if (to.writable) to.end();
    end();
  });
  from.once("error", () => reset(to));
  // Also where there was neither an end nor an error: it was closed here.
  from.once("close", () => {
    if (!from.readableEnded) reset(to);
  });
}

/** Ends a connection as the other one ended: by RST, behind what was sent before it. */
function reset(socket: Socket): void {
  if (socket.destroyed) return;
  if (socket.writableLength === 0) {
    kill(socket);
    return;
  }
  const late = setTimeout(() => kill(socket), LAST_BYTES_MS);
  socket.once("close", () => clearTimeout(late));
  // Written behind everything else.
  if (socket.writable) socket.write("", () => kill(socket));
  else socket.once("finish", () => kill(socket));
}

/** A secure connection has no reset of its own. */
function kill(socket: Socket): void {
  if (socket.destroyed) return;
  if ("encrypted" in socket) socket.destroy();
  else socket.resetAndDestroy();
}
