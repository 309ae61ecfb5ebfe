import net from "node:net";
import tls from "node:tls";
import type { TlsOptions } from "./tls-options.ts";
import { tunnel } from "./tunnel.ts";

export interface RawConnectionOptions {
  /** For the connection; for an exchange over it, from the first byte to the last one of the answer. */
  readonly timeoutMs: number;
  readonly tls?: TlsOptions;
  /** The HTTP proxy through which an origin is asked; nothing: straight. */
  readonly proxyFor?: ((origin: string) => string | undefined) | undefined;
}

export interface RawConnection {
  /** What is written to and read from. */
  readonly socket: net.Socket;
  /** Underneath it, where it is secure. */
  readonly tcp: net.Socket;
}

/** A connection for one raw exchange, through the proxy and TLS that the target asks for. */
export async function connectRaw(
  { origin, protocol, hostname, port }: URL,
  { tls: options = {}, proxyFor, timeoutMs }: RawConnectionOptions,
): Promise<RawConnection> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const secure = protocol === "https:";
  const to = { host, port: Number(port) || (secure ? 443 : 80) };
  const proxy = proxyFor?.(origin);
  const through = proxy === undefined ? undefined : await tunnel(to, proxy, timeoutMs);
  const tcp = through ?? net.connect(to);
  // So that each piece is a packet of its own.
  tcp.setNoDelay(true);
  if (!secure) return { socket: tcp, tcp };
  if (!through) await connected(tcp, timeoutMs);
  const named = net.isIP(host) ? {} : { servername: host };
  return { socket: tls.connect({ ...options, socket: tcp, ...named }), tcp };
}

/** A handle that is still being chosen among several addresses cannot be wrapped. */
function connected(tcp: net.Socket, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      tcp.destroy(Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" }));
    }, timeoutMs);
    tcp.once("connect", () => {
      clearTimeout(late);
      resolve();
    });
    // Also later: what becomes of the connection its secure end says.
    tcp.on("error", (error) => {
      clearTimeout(late);
      reject(error);
    });
  });
}
