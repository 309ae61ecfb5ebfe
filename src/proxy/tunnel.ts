import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import tls from "node:tls";
import { connectGate } from "./connect-gate.ts";
import type { ConnectionWatcher } from "./connection-watcher.ts";
import { passOn } from "./pass-on.ts";

/** Where a tunnel ends: one server, by TCP, or by TLS where `tls` is there. */
export interface Upstream {
  readonly host: string;
  readonly port: number;
  readonly tls?: tls.ConnectionOptions;
}

export interface TunnelOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly upstream: Upstream;
  /** Called for each client that connects. */
  readonly watch: () => ConnectionWatcher;
}

export interface Tunnel {
  readonly port: number;
  /** Clients that could not be connected on, and why the last of them could not. */
  unreached(): { readonly times: number; readonly why: string };
  /** Takes no new client, and ends those that are there. */
  close(): Promise<void>;
}

/**
 * Listens, and gives each client a connection of its own to the server. Bytes go both ways as they come: nothing
 * is parsed, added or held back on the way, so that the two ends see each other's framing, pauses, half-closed
 * connections and resets. Watchers get the same bytes once they are on their way. A client may also ask for the
 * server by `CONNECT`, which goes no further.
 *
 * @throws the error of `listen`: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`
 */
export async function openTunnel({ host, port, upstream, watch }: TunnelOptions): Promise<Tunnel> {
  const open = new Set<net.Socket>();
  const authority = upstream.tls ? undefined : authorityOf(upstream);
  let times = 0;
  let why = "";
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const onward = connect(upstream);
    for (const socket of [client, onward]) {
      open.add(socket);
      socket.once("close", () => open.delete(socket));
    }
    let isThere = false;
    onward.once(upstream.tls ? "secureConnect" : "connect", () => {
      isThere = true;
    });
    onward.once("error", (error) => {
      if (isThere) return;
      times++;
      why = error.message;
    });
    passOn(client, onward, { gate: connectGate(client, onward, authority), watcher: watch() });
  });
  server.listen({ host, port });
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    unreached: () => ({ times, why }),
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** As `CONNECT` has it. */
function authorityOf({ host, port }: Upstream): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`.toLowerCase();
}

function connect({ host, port, tls: secure }: Upstream): net.Socket {
  const to = { host, port, allowHalfOpen: true };
  if (!secure) return net.connect({ ...to, noDelay: true });
  const named = net.isIP(host) ? {} : { servername: host };
  // The client's messages go on as they are: HTTP/1.1 is what both sides speak.
  const socket = tls.connect({ ALPNProtocols: ["http/1.1"], ...secure, ...named, ...to });
  return socket.setNoDelay(true);
}
