import type { Socket } from "node:net";

/** So long what a server has said may take to be read after writing to it has failed, in milliseconds. */
const READING_MS = 1000;
/** How the system says that the other side takes no more. */
const GONE: ReadonlySet<string | undefined> = new Set(["EPIPE", "ECONNRESET"]);

type Callback = (error?: Error | null) => void;
type Write = (this: Socket, ...args: unknown[]) => void;

/**
 * A server may answer before it has read a body, that the body is too large for example, and close the connection
 * (RFC 9110, 10.4.1; RFC 9112, 9.6). Writing fails then while the answer lies there unread, and Node gives a socket up
 * that cannot be written to. This one first reads what there is.
 */
export function readToTheEnd(socket: Socket): void {
  for (const name of ["_write", "_writev"] as const) {
    const write = (socket as unknown as Record<string, Write | null | undefined>)[name];
    if (!write) continue;
    Object.defineProperty(socket, name, {
      configurable: true,
      writable: true,
      value: function late(this: Socket, ...args: unknown[]): void {
        const done = args.pop() as Callback;
        const lateDone: Callback = (error) => {
          if (!error || !GONE.has((error as NodeJS.ErrnoException).code)) return done(error);
          let isOver = false;
          let read = socket.bytesRead;
          let timer = setTimeout(expire, READING_MS);
          socket.once("end", end);
          socket.once("close", end);
          /** A loop that is busy comes to its timers before it comes to what has arrived meanwhile. */
          function expire(): void {
            setImmediate(() => {
              if (isOver || socket.bytesRead === read) return end();
              read = socket.bytesRead;
              timer = setTimeout(expire, READING_MS);
            });
          }
          function end(): void {
            if (isOver) return;
            isOver = true;
            clearTimeout(timer);
            socket.removeListener("end", end);
            socket.removeListener("close", end);
            done(error);
          }
        };
        write.call(this, ...args, lateDone);
      },
    });
  }
}
