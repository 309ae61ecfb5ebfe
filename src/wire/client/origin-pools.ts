import { Client, type Dispatcher, Pool, ProxyAgent } from "undici";
import { endOfOrigin } from "./endpoint.ts";
import type { Sockets } from "./sockets.ts";
import type { TlsOptions } from "./tls-options.ts";

export interface OriginPools {
  /**
   * What dispatches to an allowed origin, and the rest of the URL as it goes into the request line.
   *
   * @param connection a name: whatever goes by it goes over one connection of its own, while that is open
   */
  route(
    url: string,
    connection?: string,
  ): {
    readonly pool: Dispatcher;
    readonly origin: string;
    readonly path: string;
  };
  /** Ends a connection of its own. */
  hangUp(connection: string): Promise<void>;
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
/** Requests that a connection of its own takes before the first is answered. */
const MAX_PIPELINED = 100;

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
  /** Under a name and its origin. */
  const owned = new Map<string, Map<string, Dispatcher>>();

  function allowedOrigin(url: string): string {
    const { origin } = new URL(url);
    if (allowed.has(origin)) return origin;
    const list = [...allowed].join(", ") || "none";
    throw new Error(`Refused to send a request to ${origin}: the allowed origins are ${list}.`);
  }

  function poolFor(url: string, spelling: string): Dispatcher {
    const origin = allowedOrigin(url);
    const pool = pools.get(origin) ?? makePool(origin, { connections, pipelining: 1 });
    pools.set(origin, pool);
    spelled.set(spelling, pool);
    return pool;
  }

  function ownPool(url: string, connection: string): Dispatcher {
    const origin = allowedOrigin(url);
    const own = owned.get(connection) ?? new Map<string, Dispatcher>();
    owned.set(connection, own);
    const pool = own.get(origin) ?? makePool(origin, { connections: 1, pipelining: MAX_PIPELINED });
    own.set(origin, pool);
    return pool;
  }

  function makePool(
    origin: string,
    many: { readonly connections: number; readonly pipelining: number },
  ): Dispatcher {
    const options = {
      ...many,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Each request has one deadline of its own, which covers all of it.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    const proxy = proxyFor?.(origin);
    if (proxy === undefined) {
      return new Pool(origin, { ...options, connect: sockets.connect, factory: steadyClient });
    }
    // By a tunnel for http as well: what the proxy would write anew is what is judged.
    return new ProxyAgent({
      ...options,
      uri: proxy,
      factory: (url, own: object) => new Pool(url, { ...own, factory: steadyClient }),
      requestTls: { timeout: timeoutMs, ...tls },
      clientFactory: (url) =>
        new Pool(url, { connect: sockets.connectorFor({ timeout: timeoutMs }) }),
    });
  }

  return {
    route: (url, connection) => {
      const pathAt = endOfOrigin(url);
      const spelling = url.slice(0, pathAt);
      const path = url.slice(pathAt);
      return {
        pool:
          connection === undefined
            ? (spelled.get(spelling) ?? poolFor(url, spelling))
            : ownPool(url, connection),
        origin: spelling,
        path: path.startsWith("/") ? path : `/${path}`,
      };
    },
    hangUp: async (connection) => {
      const own = [...(owned.get(connection)?.values() ?? [])];
      owned.delete(connection);
      await Promise.all(own.map((pool) => pool.destroy()));
    },
    close: async () => {
      const own = [...owned.values()].flatMap((each) => [...each.values()]);
      await Promise.all([...pools.values(), ...own].map((pool) => pool.destroy()));
    },
  };
}

/**
 * A connection of a pool that stays in it whatever it is asked to send. undici answers a request that it
 * does not write (a header with a line feed, say, which a server gave us as an id) as if the connection
 * were busy, and waits for it to get free, which it never does: so many such requests as a pool has
 * connections, and every later one times out.
 */
class SteadyClient extends Client {
  override dispatch(
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    return super.dispatch(options, handler) || this.stats.size < this.pipelining;
  }
}

/** For the option `factory` of a pool. */
function steadyClient(origin: string | URL, options: object): Client {
  return new SteadyClient(origin, options);
}
