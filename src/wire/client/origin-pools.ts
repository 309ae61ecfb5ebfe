import { Pool } from "undici";
import type { Sockets } from "./sockets.ts";

export interface OriginPools {
  /** The pool of an allowed origin, and the rest of the URL as it goes into the request line. */
  route(url: string): { readonly pool: Pool; readonly path: string };
  close(): Promise<void>;
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
  sockets: Sockets,
  connections: number,
): OriginPools {
  const allowed = new Set(allowedOrigins.map((origin) => new URL(origin).origin));
  const pools = new Map<string, Pool>();
  /** Under the origin as it is spelled in the URL, which saves parsing it each time. */
  const spelled = new Map<string, Pool>();

  function poolFor(url: string, spelling: string): Pool {
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

  function makePool(origin: string): Pool {
    return new Pool(origin, {
      connect: sockets.connect,
      connections,
      pipelining: 1,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Each request has one deadline of its own, which covers all of it.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  return {
    route: (url) => {
      const pathAt = endOfOrigin(url);
      const spelling = url.slice(0, pathAt);
      const path = url.slice(pathAt);
      return {
        pool: spelled.get(spelling) ?? poolFor(url, spelling),
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
