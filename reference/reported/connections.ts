import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { CONNECTION_FAULTS } from "../faults/connections.ts";
import type { PUBLIC_CONNECTIONS } from "../faults/public/connections.ts";
import type { Faults } from "../faults.ts";
import type { Handler } from "../http/listen.ts";
import { respondPlain } from "../http/respond.ts";
import { onesOn, throughAll } from "./ones-on.ts";

export type ConnectionsFault =
  | (typeof CONNECTION_FAULTS)[number]["name"]
  | (typeof PUBLIC_CONNECTIONS)[number]["name"];

type Wrapped = (handler: Handler) => Handler;
type About = (request: IncomingMessage) => boolean;

const ofInfoRouter: About = ({ url = "" }) => url.startsWith("/srv.asmx");
const ofTus: About = ({ url = "" }) => url.startsWith("/files");
const ofApi: About = (request) => !ofInfoRouter(request) && !ofTus(request);

const hasBody: About = ({ headers }) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
const inChunks: About = ({ headers }) => headers["transfer-encoding"] !== undefined;
const needsNoBody: About = ({ method = "" }) =>
  ["GET", "HEAD", "OPTIONS", "DELETE"].includes(method);

/** From here on an answer is a refusal. */
const REFUSED = 400;

/** The next request over a connection gets what is left of an earlier one. */
const leaving = (
  isLeft: (request: IncomingMessage, status: number) => boolean,
  answer: (response: ServerResponse, status: number) => void = badRequest,
): Wrapped => {
  const left = new WeakMap<Socket, number>();
  const underWay = new WeakMap<Socket, Promise<void>>();
  return (handler) => (request, response) => {
    const { socket } = request;
    const serve = () => serveNext(handler, request, response);
    const serving = underWay.get(socket)?.then(serve, serve) ?? serve();
    underWay.set(socket, serving);
    return serving;
  };

  async function serveNext(
    handler: Handler,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { socket } = request;
    const status = left.get(socket);
    if (status !== undefined) {
      left.delete(socket);
      request.resume();
      return answer(response, status);
    }
    await handler(request, response);
    if (isLeft(request, response.statusCode)) left.set(socket, response.statusCode);
  }
};

/** What a parser says to bytes that begin no request. */
function badRequest(response: ServerResponse): void {
  respondPlain(response, REFUSED, "Bad request syntax", { Connection: "close" });
}

const refused =
  (about: About) =>
  (request: IncomingMessage, status: number): boolean =>
    status >= REFUSED && hasBody(request) && about(request);

/** Milliseconds in which a request comes that is sent at once with another. */
const AT_ONCE_MS = 5;

/** Of two requests that are under way on one connection each is answered where the other's answer belongs. */
const swapping = (about: About): Wrapped => {
  const waiting = new WeakMap<Socket, (second: ServerResponse) => ServerResponse>();
  return (handler) => async (request, response) => {
    if (!about(request)) return handler(request, response);
    const { socket } = request;
    const first = waiting.get(socket);
    if (first) return handler(request, first(response));
    const other = await new Promise<ServerResponse>((resolve) => {
      waiting.set(socket, (second) => {
        waiting.delete(socket);
        resolve(second);
        return response;
      });
      setTimeout(() => {
        if (waiting.delete(socket)) resolve(response);
      }, AT_ONCE_MS);
    });
    await handler(request, other);
  };
};

/** Of requests that are read at once only the first is there: no answer to another one is ever begun. */
const dropping = (about: About): Wrapped => {
  const read = new WeakSet<Socket>();
  return (handler) => async (request, response) => {
    if (!about(request)) return handler(request, response);
    const { socket } = request;
    if (read.has(socket)) {
      // Its turn comes behind the first answer, and goes by.
      response.once("socket", () => response.emit("finish"));
      return;
    }
    read.add(socket);
    setImmediate(() => read.delete(socket));
    await handler(request, response);
  };
};

const WRAPPED: Readonly<Record<ConnectionsFault, () => Wrapped>> = {
  "refused-body-is-next-request": () => leaving(refused(() => true)),
  "chunks-of-early-answer-stay": () => leaving(refused(inChunks)),
  "body-of-delete-is-next-request": () =>
    leaving((request) => needsNoBody(request) && hasBody(request)),
  "pipelined-answers-come-as-they-are-done": () => swapping(() => true),
  "requests-behind-first-of-packet-are-lost": () => dropping(() => true),
  "refusal-answers-next-call": () =>
    leaving(refused(ofInfoRouter), (response, status) =>
      respondPlain(response, status, "Refused."),
    ),
  "delete-api-refused-body-stays": () => leaving(refused(ofApi)),
  "tus-refused-body-stays": () => leaving(refused(ofTus)),
  "pipelined-calls-swap-answers": () => swapping(ofInfoRouter),
  "delete-api-pipelined-calls-swap-answers": () => swapping(ofApi),
  "tus-pipelined-requests-swap-answers": () => swapping(ofTus),
  "call-behind-another-is-dropped": () => dropping(ofInfoRouter),
  "delete-api-call-behind-another-is-dropped": () => dropping(ofApi),
  "tus-request-behind-another-is-dropped": () => dropping(ofTus),
};

/** What answers requests in a server that is not right about its connections. */
export function serveConnections(handler: Handler, faults: Faults<ConnectionsFault>): Handler {
  return throughAll(onesOn(WRAPPED, faults), handler, (wrapped, inner) => wrapped(inner));
}
