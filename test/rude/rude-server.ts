import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startReferenceServer } from "../../reference/server.ts";
import type { Polite, Rudeness } from "./rudeness.ts";

export interface RudeServer {
  readonly url: string;
  readonly targets: object;
  /** Requests that came to the place where nobody is to be led to. */
  readonly elsewhere: () => number;
  /** When each request came, in milliseconds, and who sent it. */
  readonly arrivals: readonly { readonly at: number; readonly userAgent: string | undefined }[];
  close(): Promise<void>;
}

const RESTART_MS = 300;

/**
 * Puts a rude server before the reference server.
 *
 * @param after so many requests are answered as they should be
 */
export async function startRudeServer(
  { act, reference: options }: Pick<Rudeness, "act" | "reference">,
  after: number,
): Promise<RudeServer> {
  const stagingDir = await mkdtemp(join(tmpdir(), "assay-rude-staging-"));
  const start = () => startReferenceServer({ ...options?.(), stagingDir });
  let reference = await start();
  const described = reference;
  const arrivals: { at: number; userAgent: string | undefined }[] = [];
  let visitors = 0;
  const elsewhere = http.createServer((_, response) => {
    visitors++;
    response.end();
  });
  const elsewherePort = await listenOn(elsewhere, 0);
  const sockets = new Set<Socket>();

  const server = http.createServer((request, response) => {
    arrivals.push({ at: performance.now(), userAgent: request.headers["user-agent"] });
    const count = arrivals.length - after;
    response.on("error", () => undefined);
    const polite = () => ask(reference.url, request);
    if (count <= 0 || typeof act === "string") {
      void polite().then(
        (answer) => pass(answer, response),
        () => response.destroy(),
      );
      return;
    }
    const visit = {
      response,
      polite,
      count,
      elsewhere: `http://127.0.0.1:${elsewherePort}`,
      die,
      restart,
    };
    void Promise.resolve(act(visit)).catch(() => response.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
    if (act === "reset" && arrivals.length >= after) socket.resetAndDestroy();
  });

  function die(): void {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
  function restart(): void {
    die();
    void (async () => {
      const old = reference;
      reference = await start();
      await old.close();
      await new Promise((resolve) => setTimeout(resolve, RESTART_MS));
      await listenOn(server, port);
    })();
  }

  const port = await listenOn(server, 0);
  if (act === "refuse") die();
  const url = `http://127.0.0.1:${port}`;
  const here = (text: string): string => text.replace(described.url, url);
  const { inforouter, apidatatools } = described;
  return {
    url,
    targets: {
      targets: {
        rude: {
          safety: "full",
          services: {
            inforouter: { ...inforouter, baseUrl: here(inforouter.baseUrl) },
            apidatatools: { ...apidatatools, baseUrl: here(apidatatools.baseUrl) },
          },
        },
      },
    },
    elsewhere: () => visitors,
    arrivals,
    close: async () => {
      die();
      elsewhere.closeAllConnections();
      elsewhere.close();
      await reference.close();
      await rm(stagingDir, { recursive: true, force: true });
    },
  };
}

async function listenOn(server: http.Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Asks the reference server for its answer to a request. */
function ask(url: string, request: http.IncomingMessage): Promise<Polite> {
  return new Promise((resolve, reject) => {
    const { method, url: path, headers } = request;
    const asked = http.request(`${url}`, { method, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const {
          connection: _c,
          "transfer-encoding": _t,
          "keep-alive": _k,
          ...kept
        } = answer.headers;
        resolve({
          status: answer.statusCode ?? 0,
          headers: kept as Polite["headers"],
          body: Buffer.concat(chunks),
        });
      });
    });
    asked.on("error", reject);
    request.on("error", reject);
    // A visitor who goes away in the middle of a request has sent half of one.
    request.on("aborted", () => asked.destroy());
    request.pipe(asked);
  });
}

export function pass({ status, headers, body }: Polite, response: http.ServerResponse): void {
  response.writeHead(status, {
    ...headers,
    "content-length": String(body.length),
  } as http.OutgoingHttpHeaders);
  response.end(body);
}
