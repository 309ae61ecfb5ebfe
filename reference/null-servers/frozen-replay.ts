import { request } from "node:http";
import { startReferenceServer } from "../server.ts";
import type { Answering, Asked, NullServer, Said } from "./null-server.ts";
import { anyUpload, tusHeaders } from "./tus-words.ts";

/** Headers of a connection, which a request that is passed on has of its own. */
const OF_THE_CONNECTION = new Set(["connection", "content-length", "host", "transfer-encoding"]);
const NEVER_RECORDED: Said = { status: 404, type: "text/plain", body: "Not Found" };

export const FROZEN_REPLAY = {
  name: "frozen-replay",
  title: "Every call is answered with what a real server once said to that operation.",
  start: startRecording,
} as const satisfies NullServer;

/**
 * Passes calls on to a reference server and records what it says; once frozen, answers every
 * operation (over a binding, with a method) with its first success of the recording, or its first
 * answer where none succeeded.
 */
async function startRecording(): Promise<Answering> {
  const server = await startReferenceServer();
  const recording = new Map<string, Said>();
  let frozen = false;
  return {
    answer: async (asked) => {
      const key = operationOf(asked);
      const before = recording.get(key);
      if (frozen) return before ?? NEVER_RECORDED;
      const said = await passOn(asked, server.url);
      if (!before || (succeeded(said) && !succeeded(before))) recording.set(key, said);
      return said;
    },
    freeze: () => {
      frozen = true;
    },
    close: () => server.close(),
  };
}

function operationOf({ method, path, headers }: Asked): string {
  return [method, anyUpload(path.split("?")[0] ?? ""), headers["soapaction"] ?? ""].join(" ");
}

function succeeded({ status, type, body, headers = {} }: Said): boolean {
  if (status >= 300) return false;
  if ("tus-resumable" in headers) return true;
  return type.includes("json") || body.includes('success="true"');
}

function passOn({ method, path, headers, body }: Asked, origin: string): Promise<Said> {
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name));
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { method, headers: Object.fromEntries(kept) });
    sent.on("error", reject);
    sent.on("response", (reply) => {
      const parts: Buffer[] = [];
      reply.on("data", (part: Buffer) => parts.push(part));
      reply.on("error", reject);
      reply.on("end", () => {
        const { statusCode: status = 0, headers: answered } = reply;
        const type = answered["content-type"] ?? "";
        resolve({
          status,
          type,
          body: Buffer.concat(parts),
          headers: atHome(tusHeaders({ headers: answered }), origin),
        });
      });
    });
    sent.end(body);
  });
}

/** A Location of the server that was recorded leads to this one. */
function atHome(
  { location, ...headers }: Readonly<Record<string, string>>,
  origin: string,
): Readonly<Record<string, string>> {
  return location === undefined ? headers : { ...headers, location: location.replace(origin, "") };
}
