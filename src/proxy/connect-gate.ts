import type { Socket } from "node:net";

/** What one end sends goes through it. Both give what is for the other end; nothing where there is nothing yet. */
export interface Gate {
  pass(bytes: Buffer): Buffer | undefined;
  /** Nothing more comes. */
  ended(): Buffer | undefined;
}

const CONNECT = Buffer.from("CONNECT ");
const END_OF_HEAD = "\r\n\r\n";
const LONGEST_HEAD = 16 * 1024;

/**
 * Lets clients ask for the server by `CONNECT` (RFC 9110, 9.3.6), as they do that are told of an HTTP proxy: they
 * go on to call the server by its own address, in every URL. Whatever does not begin so goes on untouched.
 *
 * @param authority the one that is connected to, `host:port`; undefined: none
 */
export function connectGate(client: Socket, server: Socket, authority: string | undefined): Gate {
  let state: "undecided" | "open" | "refused" = "undecided";
  let held: Buffer = Buffer.alloc(0);
  const refuse = (status: string, why: string): undefined => {
    state = "refused";
    const head = `HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\nContent-Length: ${why.length}`;
    client.end(`${head}\r\nConnection: close${END_OF_HEAD}${why}`);
    server.end();
    return undefined;
  };
  const pass = (bytes: Buffer): Buffer | undefined => {
    if (state === "open") return bytes;
    if (state === "refused") return undefined;
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    const start = held.subarray(0, CONNECT.length);
    if (!CONNECT.subarray(0, start.length).equals(start)) {
      state = "open";
      return held;
    }
    const end = held.indexOf(END_OF_HEAD);
    if (end === -1 && held.length < LONGEST_HEAD) return undefined;
    const [, asked = ""] = held.toString("latin1", 0, Math.max(end, 0)).split(" ");
    if (authority === undefined) {
      return refuse("501 Not Implemented", "What is encrypted to the server cannot be judged.\n");
    }
    if (asked.toLowerCase() !== authority) {
      return refuse("403 Forbidden", `This proxy connects to ${authority} only.\n`);
    }
    state = "open";
    const welcome = (): void => void client.write(`HTTP/1.1 200 OK${END_OF_HEAD}`);
    if (server.connecting) server.once("connect", welcome);
    else welcome();
    const rest = held.subarray(end + END_OF_HEAD.length);
    return rest.length > 0 ? rest : undefined;
  };
  return { pass, ended: () => (state === "undecided" && held.length > 0 ? held : undefined) };
}
