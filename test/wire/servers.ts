import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Listens on a free port until the test has ended; then every connection is cut. */
export async function listen(server: net.Server | http.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket: net.Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  /** Header lines as they came: names and values by turns. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** An HTTP server that keeps what arrives and answers what it is told. */
export async function recorder(
  answer: (request: Recorded) => {
    status?: number;
    headers?: http.OutgoingHttpHeaders;
    body?: string | Buffer;
  } = () => ({}),
): Promise<{ readonly baseUrl: string; readonly requests: Recorded[] }> {
  const requests: Recorded[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers, rawHeaders } = request;
      const recorded = { method, url, headers, rawHeaders, body: Buffer.concat(chunks) };
      requests.push(recorded);
      const { status = 200, headers: sent = {}, body = "ok" } = answer(recorded);
      response.writeHead(status, sent);
      response.end(body);
    });
  });
  const port = await listen(server);
  return { baseUrl: `http://127.0.0.1:${port}`, requests };
}

/** A server below HTTP: `onRequest` is called for each packet that arrives. */
export async function rawServer(
  onRequest: (socket: net.Socket, count: number) => void,
): Promise<string> {
  let count = 0;
  const server = net.createServer((socket) => {
    socket.on("data", () => onRequest(socket, ++count));
  });
  return `http://127.0.0.1:${await listen(server)}`;
}
