import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import type { InfoRouterService } from "../inforouter/info-router-service.ts";
import type { InfoRouterState } from "../inforouter/state.ts";
import { whenCut } from "./cut.ts";
import { onesOn, throughAll } from "./ones-on.ts";

export type RequestsFault =
  | "cut-chunk-stays"
  | "cut-document-is-kept"
  | "expect-continue-is-417"
  | "download-that-is-left-is-cached"
  | "cut-bodies-use-up-pool";

type Served = (serve: InfoRouterService, state: InfoRouterState) => InfoRouterService;

/** So many bodies that were cut off leave nothing to serve with. */
const POOL = 5;

const SERVED: Readonly<Record<RequestsFault, () => Served>> = {
  "cut-chunk-stays": () => withCut(appendCut),
  "cut-document-is-kept": () => withCut(keepCut),
  "expect-continue-is-417":
    () =>
    (serve) =>
    async (request, ...rest) => {
      if (request.headers.expect !== undefined) throw new HttpRefusal(417, "Expectation Failed");
      await serve(request, ...rest);
    },
  "download-that-is-left-is-cached": () => {
    const cut = new Map<string, number>();
    return (serve) =>
      async (request, response, ...rest) => {
        const { url = "", method } = request;
        const isDownload = method === "GET" && /\/DownloadDocument\?/i.test(url);
        if (isDownload) {
          const most = cut.get(url);
          if (most !== undefined) sendAtMost(response, most);
          response.once("close", () => {
            if (!response.writableFinished) cut.set(url, CACHED);
          });
        }
        await serve(request, response, ...rest);
      };
  },
  "cut-bodies-use-up-pool": () => {
    let used = 0;
    return (serve) =>
      async (request, ...rest) => {
        if (used >= POOL) throw new HttpRefusal(503, "Timeout waiting for connection from pool");
        request.on("close", () => {
          if (!request.complete) used++;
        });
        await serve(request, ...rest);
      };
  },
};

/** So much of an answer had gone out when its client left. */
const CACHED = 65_536;

/** Makes an answer one of fewer bytes. */
function sendAtMost(response: ServerResponse, bytes: number): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((status: number, headers: OutgoingHttpHeaders) => {
    const length = Math.min(Number(headers["Content-Length"]), bytes);
    return writeHead(status, { ...headers, "Content-Length": length });
  }) as typeof response.writeHead;
  const end = response.end.bind(response);
  response.end = ((body?: Buffer | string) =>
    end(Buffer.from(body ?? "").subarray(0, bytes))) as typeof response.end;
}

type Cut = (field: (name: string) => string, state: InfoRouterState) => Promise<unknown>;

/** Does something with what came of a body when the client goes away in its middle. */
function withCut(act: Cut): Served {
  return (serve, state) =>
    async (request, ...rest) => {
      whenCut(request, (field) => void act(field, state).catch(() => undefined));
      await serve(request, ...rest);
    };
}

const bytesOf = (base64: string): Buffer =>
  Buffer.from(base64.slice(0, base64.length - (base64.length % 4)), "base64");

const appendCut: Cut = async (field, { sessions, uploads }) => {
  const user = sessions.look(field("authenticationTicket"))?.user;
  const handler = uploads.find(field("uploadHandler"));
  const bytes = bytesOf(field("fileChunk"));
  if (!handler || handler.owner !== user || bytes.length === 0) return;
  await handler.turns(async () => {
    if (!handler.gone) await uploads.append(handler, bytes);
  });
};

const keepCut: Cut = async (field, { sessions, library }) => {
  const path = field("path");
  const bytes = bytesOf(field("fileContent"));
  if (!sessions.look(field("authenticationTicket")) || path === "" || bytes.length === 0) return;
  await library.addBytes({ path }, bytes, "");
};

/** The service with what goes wrong around requests. */
export function serveReported(
  serve: InfoRouterService,
  state: InfoRouterState,
  faults: Faults<RequestsFault>,
): InfoRouterService {
  return throughAll(onesOn(SERVED, faults), serve, (served, inner) => served(inner, state));
}
