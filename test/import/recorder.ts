import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Entry, Har, Header } from "har-format";

/** As browsers do, it leaves out longer bodies, and says how long they were. */
const MOST_BYTES = 64 * 1024;

/** A proxy in front of a server that keeps what goes through it, whole messages, as an HTTP Archive. */
export interface Recorder {
  readonly url: string;
  har(): Har;
  close(): Promise<void>;
}

/** Starts it in front of a server. */
export async function record(origin: string): Promise<Recorder> {
  const entries: Entry[] = [];
  const server = createServer((request, response) => {
    void exchange(request, response, { origin, entries });
  });
  server.on("clientError", (_, socket) => socket.destroy());
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    close: () => end(server),
    url: `http://127.0.0.1:${port}`,
    har: () => ({
      log: { version: "1.2", creator: { name: "recorder", version: "1" }, pages: [], entries },
    }),
  };
}

function end(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function exchange(
  request: IncomingMessage,
  response: ServerResponse,
  { origin, entries }: { readonly origin: string; readonly entries: Entry[] },
): Promise<void> {
  const startedDateTime = new Date().toISOString();
  const sent = await bodyOf(request);
  // Who broke off has seen no answer, and neither has the archive.
  if (!sent) return void response.destroy();
  const { method = "GET", url: path = "/", rawHeaders } = request;
  const onward = httpRequest(`${origin}${path.startsWith("/") ? path : "/"}`, {
    method,
    headers: withoutHops(rawHeaders),
    setHost: false,
  });
  onward.on("error", () => response.destroy());
  onward.on("response", async (answer) => {
    const body = await bodyOf(answer);
    if (!body) return void response.destroy();
    const status = answer.statusCode ?? 0;
    // A server that tells where something is means itself: from here that is the proxy.
    const own = `http://${request.headers.host}`;
    const told = answer.rawHeaders.map((text) => text.replaceAll(origin, own));
    entries.push({
      startedDateTime,
      time: 1,
      request: {
        method,
        url: `http://${request.headers.host}${path}`,
        httpVersion: "HTTP/1.1",
        cookies: [],
        headers: headersOf(rawHeaders),
        queryString: [],
        ...(sent.length > 0 && sent.length <= MOST_BYTES
          ? { postData: postDataOf(request, sent) }
          : {}),
        headersSize: -1,
        bodySize: sent.length,
      },
      response: {
        status,
        statusText: "",
        httpVersion: "HTTP/1.1",
        cookies: [],
        headers: headersOf(told),
        content: {
          size: body.length,
          mimeType: answer.headers["content-type"] ?? "",
          ...(body.length <= MOST_BYTES
            ? { text: body.toString("base64"), encoding: "base64" }
            : {}),
        },
        redirectURL: "",
        headersSize: -1,
        bodySize: body.length,
      },
      cache: {},
      timings: { send: 0, wait: 1, receive: 0 },
    });
    response.writeHead(status, withoutHops(told));
    response.end(body);
  });
  onward.end(sent);
}

function postDataOf(request: IncomingMessage, sent: Buffer): Entry["request"]["postData"] {
  const mimeType = request.headers["content-type"] ?? "";
  const text = sent.toString("utf8");
  return Buffer.from(text).equals(sent)
    ? { mimeType, text }
    : { mimeType, text: sent.toString("base64"), comment: "base64" };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of message) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return message.complete ? Buffer.concat(chunks) : undefined;
}

const HOPS = ["connection", "keep-alive", "transfer-encoding", "content-length", "expect"];

/** Both sides are told the length of what there is. */
function withoutHops(raw: readonly string[]): string[] {
  return pairs(raw)
    .filter(([name]) => !HOPS.includes(name.toLowerCase()))
    .flat();
}

function headersOf(raw: readonly string[]): Header[] {
  return pairs(raw).map(([name, value]) => ({ name, value }));
}

function pairs(raw: readonly string[]): [name: string, value: string][] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [
    raw[2 * index] ?? "",
    raw[2 * index + 1] ?? "",
  ]);
}
