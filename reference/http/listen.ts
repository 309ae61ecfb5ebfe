import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** Answers a request; rejects only when the client is gone or for a bug. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Listener {
  /** `http://host:port`. */
  readonly url: string;
  /** Sets what answers; a request that is earlier waits for nothing and gets 503. */
  readonly serve: (handler: Handler) => void;
  /** Ends every connection, then waits for the requests that are being answered. */
  readonly close: () => Promise<void>;
}

/** Milliseconds; longer than any client keeps an idle connection, so that the client ends it. */
const KEEP_ALIVE_MS = 120_000;

/** Listens on a port; 0 is any free one. Rejects when the port cannot be had. */
export async function listen(host: string, port: number): Promise<Listener> {
  let serve: Handler = async (_request, response) => {
    response.writeHead(503).end();
  };
  const inFlight = new Set<Promise<void>>();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    const answering = serve(request, response).catch(() => {
      response.destroy();
    });
    inFlight.add(answering);
    void answering.then(() => inFlight.delete(answering));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No address.");
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    serve: (handler) => {
      serve = handler;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, ...inFlight]);
    },
  };
}
