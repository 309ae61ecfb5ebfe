import { randomUUID } from "node:crypto";
import http from "node:http";
import { expect, test } from "vitest";
import type { Target } from "../../../src/model/target.ts";
import { judgeWith } from "../../run/judge-with.ts";
import { listen } from "../../wire/servers.ts";
import { MODEL_RULES } from "./rules.ts";

interface Said {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  /** Where the real server would answer it. */
  readonly origin: string;
}

const GUID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

/** The attributes of every success there is. */
const success = (guid: string) =>
  `<response success="true" error="" ticket="${guid}" UploadHandler="${guid}" downloadhandler="${guid}" ChunkSize="262144" Size="3000" tryagain="false" filelength="3000" chunklength="50" lastchunk="true"/>`;
const failure = (error: string) => `<response success="false" error="${error}"/>`;

/** The element alone, in its envelope, or JSON: what the caller can read. */
function inWords({ path, headers }: Asked, element: string, id: string, status: number): Said {
  if (!path.includes("srv.asmx")) {
    const body = JSON.stringify(status < 400 ? { upload_id: id, message: `${id} deleted` } : {});
    return { status, type: "application/json", body };
  }
  const name = /tempuri\.org\/(\w+)/.exec(String(headers["soapaction"]))?.[1];
  if (!name) return { status: 200, type: "text/xml", body: element };
  const inner = `<${name}Response xmlns="http://tempuri.org/"><${name}Result>${element}</${name}Result></${name}Response>`;
  const body = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${inner}</soap:Body></soap:Envelope>`;
  return { status: 200, type: "text/xml", body };
}

type Null = (asked: Asked, frozen: Map<string, Promise<Said>>) => Said | Promise<Said>;

const html = (status: number) => (): Said => ({
  status,
  type: "text/html",
  body: "<!DOCTYPE html><html><body>It works!</body></html>",
});

/** Servers that know nothing, and so conform to nothing. */
const NULLS: Readonly<Record<string, Null>> = {
  "always succeeds": (asked) => inWords(asked, success(GUID), GUID, 200),
  "always succeeds, with a new GUID": (asked) => {
    const guid = randomUUID();
    return inWords(asked, success(guid), guid, 200);
  },
  "always says 901": (asked) => inWords(asked, failure("[901] Session expired"), GUID, 401),
  "always says bad Request": (asked) => inWords(asked, failure("bad Request"), GUID, 404),
  "answers nothing": () => ({ status: 200, type: "text/xml", body: "" }),
  "shows a page": html(200),
  "shows an error page": html(500),
  "repeats what a real server once said": (asked, frozen) => {
    const key = `${asked.method} ${asked.path.split("?")[0]} ${asked.headers["soapaction"]}`;
    const said = frozen.get(key) ?? ask(asked);
    frozen.set(key, said);
    return said;
  },
};

test.each(Object.keys(NULLS))("a server that %s passes no model", async (name) => {
  const origins = new Map<string, string>();
  const frozen = new Map<string, Promise<Said>>();
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const { method = "GET", url: path = "/", headers } = request;
      const origin = origins.get("real") ?? "";
      const asked = { method, path, headers, body: Buffer.concat(chunks), origin };
      const said = await NULLS[name]?.(asked, frozen);
      response.writeHead(said?.status ?? 500, { "content-type": said?.type });
      response.end(said?.body);
    });
  });
  const port = await listen(server);
  const change = (target: Target): Target => {
    const text = JSON.stringify(target);
    const [origin = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    origins.set("real", origin);
    return JSON.parse(text.replaceAll(origin, `http://127.0.0.1:${port}`)) as Target;
  };
  const { verdicts } = await judgeWith(MODEL_RULES, {}, { change, runs: 20 });
  expect(verdicts).toHaveLength(MODEL_RULES.length);
  for (const { rule, verdict, reason } of verdicts) {
    expect(["fail", "inconclusive"], `${rule}: ${verdict} ${reason}`).toContain(verdict);
  }
});

async function ask({ method, path, headers, body, origin }: Asked): Promise<Said> {
  const sent = Object.entries(headers).filter(
    ([name]) => !["host", "connection", "content-length", "transfer-encoding"].includes(name),
  );
  const reply = await fetch(`${origin}${path}`, {
    method,
    headers: Object.fromEntries(sent) as Record<string, string>,
    ...(method === "GET" ? {} : { body: new Uint8Array(body) }),
  });
  const type = reply.headers.get("content-type") ?? "";
  return { status: reply.status, type, body: await reply.text() };
}
