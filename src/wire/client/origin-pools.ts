import { type Dispatcher, Pool, ProxyAgent } from "undici";
import type { Sockets } from "./sockets.ts";
import type { TlsOptions } from "./tls-options.ts";

export interface OriginPools {
  /** What dispatches to an allowed origin, and the rest of the URL as it goes into the request line. */
  route(url: string): {
    readonly pool: Dispatcher;
    readonly origin: string;
    readonly path: string;
  };
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly sockets: Sockets;
  /** To each origin. */
  readonly connections: number;
  readonly tls: TlsOptions;
  readonly timeoutMs: number;
  /** The HTTP proxy through which an origin is asked; nothing: straight. */
  readonly proxyFor?: ((origin: string) => string | undefined) | undefined;
}

/** Answers with larger heads are `too-large`. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * One keep-alive pool for each origin, made when it is first needed. An origin that is not allowed
 * throws: no code path may send to a host that the target does not declare. URLs are cut, not
 * parsed and written anew, so that what was encoded is exactly what is sent.
 */
export function createOriginPools(
  allowedOrigins: readonly string[],
  { sockets, connections, tls, timeoutMs, proxyFor }: PoolOptions,
): OriginPools {
  const allowed = new Set(allowedOrigins.map((origin) => new URL(origin).origin));
  const pools = new Map<string, Dispatcher>();
  /** Under the origin as it is spelled in the URL, which saves parsing it each time. */
  const spelled = new Map<string, Dispatcher>();

  function poolFor(url: string, spelling: string): Dispatcher {
    const { origin } = new URL(url);
    if (!allowed.has(origin)) {
      const list = [...allowed].join(", ") || "none";
      throw new Error(`Refused to send a request to ${origin}: the allowed origins are ${list}.`);
    }
    const pool = pools.get(origin) ?? makePool(origin);
    pools.set(origin, pool);
    spelled.set(spelling, pool);
    return pool;
  }

  function makePool(origin: string): Dispatcher {
    const options = {
      connections,
      pipelining: 1,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Each request has one deadline of its own, which covers all of it.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    const proxy = proxyFor?.(origin);
    if (proxy === undefined) return new Pool(origin, { ...options, connect: sockets.connect });
    // By a tunnel for http as well: what the proxy would write anew is what is judged.
    return new ProxyAgent({
      ...options,
      uri: proxy,
      requestTls: { timeout: timeoutMs, ...tls },
      clientFactory: (url) =>
        new Pool(url, { connect: sockets.connectorFor({ timeout: timeoutMs }) }),
    });
  }

  return {
    route: (url) => {
      const pathAt = endOfOrigin(url);
      const spelling = url.slice(0, pathAt);
      const path = url.slice(pathAt);
      return {
        pool: spelled.get(spelling) ?? poolFor(url, spelling),
        origin: spelling,
        path: path.startsWith("/") ? path : `/${path}`,
      };
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

function endOfOrigin(url: string): number {
  const scheme = url.indexOf("://") + "://".length;
  const length = url.slice(scheme).search(/[/?#\\]/);
  return length < 0 ? url.length : scheme + length;
}
