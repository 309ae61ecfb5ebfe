import { UsageError } from "../model/errors.ts";
import { headerOf, valuesOfHeader } from "../model/header-lines.ts";
import type { Target } from "../model/target.ts";
import { tlsOf } from "../run/target/open-client.ts";
import {
  type JudgedTraffic,
  judgeTraffic,
  type TrafficJudgeOptions,
} from "../traffic/judge-traffic.ts";
import type { SeenExchange } from "../traffic/seen-exchange.ts";
import { decodeBody } from "../wire/client/decode-body.ts";
import { openTunnel, type Upstream } from "./tunnel.ts";
import { watchConnection } from "./watch-connection.ts";

/** What went through a proxy until it was closed. */
export interface ProxiedTraffic extends JudgedTraffic {
  readonly connections: number;
  /** Clients that could not be connected on, and why the last of them could not. */
  readonly unreached: { readonly times: number; readonly why: string };
  /** Bugs of ours: the traffic went on, unjudged. */
  readonly errors: readonly string[];
}

export interface ProxySession {
  readonly port: number;
  close(): Promise<ProxiedTraffic>;
}

export interface ProxyOptions extends TrafficJudgeOptions {
  readonly host: string;
  readonly port: number;
  /** Gets each whole exchange, its answer unpacked, behind its judgement. */
  readonly onExchange?: ((seen: SeenExchange) => void) | undefined;
}

/** A packed body may grow to so much. */
const MOST_UNPACKED = 4 * 1024 * 1024;
const MOST_ERRORS = 10;

/**
 * Passes connections on to the server of a target, and judges what goes over them ({@link judgeTraffic}).
 *
 * @throws UsageError (`proxy-target`) for services at several addresses
 * @throws the error of `listen`
 */
export async function openProxy(options: ProxyOptions): Promise<ProxySession> {
  const { open, host, port, onExchange } = options;
  const upstream = upstreamOf(open.target);
  const judge = judgeTraffic(options);
  const errors: string[] = [];
  let connections = 0;
  const look = (seen: SeenExchange): void => {
    try {
      judge.add(seen);
      onExchange?.(seen);
    } catch (error) {
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (errors.length < MOST_ERRORS) errors.push(open.secrets.redact(said));
    }
  };
  /** Exchanges are judged in the order in which they ended: what is packed keeps the others waiting. */
  let under: Promise<void> | undefined;
  const exchange = (seen: SeenExchange): void => {
    if (!under && valuesOfHeader(seen.response.lines, "content-encoding").length === 0) {
      look(seen);
      return;
    }
    const own = (under ?? Promise.resolve()).then(async () => {
      const unpacked = await unpack(seen);
      if (unpacked) look(unpacked);
      else judge.unjudged("too-long");
      if (under === own) under = undefined;
    });
    under = own;
  };
  const watch = () => {
    connections++;
    return watchConnection({ exchange, unjudged: judge.unjudged });
  };
  const tunnel = await openTunnel({ host, port, upstream, watch });
  return {
    port: tunnel.port,
    close: async () => {
      await tunnel.close();
      // What was seen last is looked at in the next turn.
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      await under;
      const unreached = tunnel.unreached();
      return { connections, unreached, ...judge.outcome(), errors };
    },
  };
}

/** An exchange whose answer is not packed; undefined where nobody can tell what is in it. */
async function unpack(seen: SeenExchange): Promise<SeenExchange | undefined> {
  const { response } = seen;
  const coding = headerOf(response.lines, "content-encoding");
  if (coding === undefined || !response.body || response.size === 0) return seen;
  const body = await decodeBody(response.body, coding, MOST_UNPACKED);
  return Buffer.isBuffer(body) ? { ...seen, response: { ...response, body } } : undefined;
}

/** Where the services of a target are: one address, for a tunnel has one end. */
function upstreamOf(target: Target): Upstream {
  const origins = [
    ...new Set(Object.values(target.services).map(({ baseUrl }) => new URL(baseUrl).origin)),
  ];
  const [origin, ...others] = origins;
  if (origin === undefined || others.length > 0) {
    const message = `the services of the target "${target.name}" are at ${origins.length} addresses: ${origins.join(", ")}`;
    const hint = "a proxy stands before one address: choose services of one with --service";
    throw new UsageError("proxy-target", [{ message, hint }]);
  }
  const { protocol, hostname, port } = new URL(origin);
  const isSecure = protocol === "https:";
  const to = {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port) || (isSecure ? 443 : 80),
  };
  return isSecure ? { ...to, tls: tlsOf(target) } : to;
}
