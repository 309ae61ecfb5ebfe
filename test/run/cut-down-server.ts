import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { type ReferenceServer, startReferenceServer } from "../../reference/server.ts";
import { listen } from "../wire/servers.ts";

/** How a server says that it knows no operation of a name. */
export type Manner = (name: string, isSoap: boolean) => Said;

interface Said {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const page = (text: string): string => `<!DOCTYPE html><html><body>${text}</body></html>`;
const element = (text: string, isSoap: boolean, name: string): string =>
  isSoap
    ? `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><${name}Response xmlns="http://tempuri.org/"><${name}Result>${text}</${name}Result></${name}Response></soap:Body></soap:Envelope>`
    : text;
const fault = (text: string): Said => ({
  status: 500,
  type: "text/xml",
  body: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>${text}</faultstring></soap:Fault></soap:Body></soap:Envelope>`,
});
const answer =
  (attributes: string): Manner =>
  (name, isSoap) => ({
    status: 200,
    type: "text/xml",
    body: element(`<response ${attributes.replace("NAME", name)}/>`, isSoap, name),
  });

export const MANNERS = {
  "404 with a page": (name) => ({ status: 404, type: "text/html", body: page(`no ${name}`) }),
  "404 with JSON": () => ({ status: 404, type: "application/json", body: '{"error":"not found"}' }),
  "404 with nothing": (_name, _isSoap) => ({ status: 404, type: "text/plain", body: "" }),
  "405 with a page": () => ({ status: 405, type: "text/html", body: page("not allowed") }),
  "501 with a text": () => ({ status: 501, type: "text/plain", body: "not implemented" }),
  "500 as ASMX has it": (name, isSoap) =>
    isSoap
      ? fault(
          `Server did not recognize the value of HTTP Header SOAPAction: http://tempuri.org/${name}.`,
        )
      : {
          status: 500,
          type: "text/plain",
          body: `System.InvalidOperationException: ${name} Web Service method name is not valid.\r\n   at x`,
        },
  "a SOAP fault that names the action, 404 else": (name, isSoap) =>
    isSoap
      ? fault(`No handler registered for http://tempuri.org/${name}`)
      : { status: 404, type: "text/plain", body: "no" },
  "success false, unknown operation": answer('success="false" error="unknown operation"'),
  "success false, with the name": answer('success="false" error="NAME is not known here"'),
  "a page for every address": (name) => ({
    status: 200,
    type: "text/html",
    body: page(`Welcome to ${name}`),
  }),
} as const satisfies Readonly<Record<string, Manner>>;

/** Manners that may mean anything: nothing is said to be missing because of them. */
export const DOUBTFUL_MANNERS = {
  "success true": answer('success="true"'),
  "the ticket first": answer('success="false" error="[901] Session expired or Invalid ticket"'),
  "one word for everything": answer('success="false" error="failed"'),
  "401 with a page": () => ({ status: 401, type: "text/html", body: page("log in") }),
  "500 with a page": () => ({ status: 500, type: "text/html", body: page("error") }),
  "503 with a page": () => ({ status: 503, type: "text/html", body: page("busy") }),
} as const satisfies Readonly<Record<string, Manner>>;

export interface CutDownServer {
  readonly server: ReferenceServer;
  /** Where the cut-down one listens. */
  readonly url: string;
  /** The operations that were asked for, in order. */
  readonly asked: readonly string[];
}

/** The reference server without some operations, and without all that it does not have. */
export async function cutDownServer(
  missing: readonly string[],
  manner: Manner,
): Promise<CutDownServer> {
  const server = await startReferenceServer({});
  onTestFinished(() => server.close());
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    pass(request, response, { server, missing, manner, asked }).catch(() => response.destroy());
  });
  return { server, url: `http://127.0.0.1:${await listen(proxy)}`, asked };
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  how: {
    readonly server: ReferenceServer;
    readonly missing: readonly string[];
    readonly manner: Manner;
    readonly asked: string[];
  },
): Promise<void> {
  const body: Buffer[] = [];
  for await (const chunk of request) body.push(chunk as Buffer);
  const url = new URL(request.url ?? "/", how.server.url);
  const action = String(request.headers["soapaction"] ?? "");
  const name = (action || url.pathname).replaceAll('"', "").split("/").at(-1) ?? "";
  how.asked.push(url.search === "?WSDL" ? "?WSDL" : name);
  if (how.missing.includes(name) || name === "AssayNoSuchOperation") {
    const { status, type, body: text } = how.manner(name, action !== "");
    response.writeHead(status, { "content-type": type }).end(text);
    return;
  }
  const { host, connection, expect, ...others } = request.headers;
  const { "content-length": length, "transfer-encoding": coding, ...headers } = others;
  const answered = await fetch(url, {
    method: request.method ?? "GET",
    headers: Object.entries(headers).map(([key, value]) => [key, String(value)]),
    ...(body.length > 0 ? { body: new Uint8Array(Buffer.concat(body)) } : {}),
    redirect: "manual",
  });
  response.writeHead(answered.status, {
    "content-type": answered.headers.get("content-type") ?? "text/plain",
  });
  response.end(Buffer.from(await answered.arrayBuffer()));
}
