import { createServer, type IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import { listen } from "../wire/servers.ts";

/** What only the target's users know, of every kind of character that an encoder touches. */
export const SECRETS = {
  ownerPwd: `pä$$ <w0rd>&"it's"\\/+ %41=€😀`,
  strangerPwd: 'b0b/..\\"\n\t&amp;+%2B?',
  ownerKey: "k3y/+=&<\"owner'>\\%41~Kq7v",
  strangerKey: "k3y-of-the=stranger/+Hn3y",
} as const;

/** A value as careless programs write it: raw, encoded, twice encoded, inside of something larger. */
function formsOf(secret: string): readonly string[] {
  const percent = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const xml = secret.replace(/[&<>"']/g, (one) => `&#x${one.charCodeAt(0).toString(16)};`);
  const base64 = (before: string) => Buffer.from(`${before}${secret}~`).toString("base64");
  return [
    secret,
    percent,
    percent.replace(/%../g, (byte) => byte.toLowerCase()),
    encodeURIComponent(percent),
    new URLSearchParams([["", secret]]).toString().slice(1),
    xml,
    xml.replaceAll("&", "&amp;"),
    secret.replace(/[^A-Za-z0-9]/gu, (one) => `&#${one.codePointAt(0)};`),
    json,
    JSON.stringify(json).slice(1, -1),
    ...["", "~", "~~"].map(base64),
    encodeURIComponent(base64("")),
    Buffer.from(secret).toString("base64url"),
  ];
}

export interface TelltaleServer {
  readonly url: string;
  readonly expiredTicket: string;
  /** Everything that it knows and nobody may see, tickets among it. */
  secrets(): readonly string[];
}

/**
 * The reference server behind a proxy that is a telltale: its users have the passwords and keys of
 * {@link SECRETS}, and every refusal repeats all of them and every ticket, in every form.
 */
export async function telltaleServer(): Promise<TelltaleServer> {
  const real = await startReferenceServer({ faults: [] });
  onTestFinished(() => real.close());
  const { users, expiredTicket } = real.inforouter;
  const { keys } = real.apidatatools;
  const known = new Map<string, string>([
    [SECRETS.ownerPwd, users.owner.pwd],
    [SECRETS.strangerPwd, users.stranger.pwd],
    [SECRETS.ownerKey, keys.owner],
    [SECRETS.strangerKey, keys.stranger],
  ]);
  const tickets = new Set<string>([expiredTicket]);
  const all = () => [...known.keys(), ...tickets];
  const gossip = () => all().flatMap(formsOf).join(" | ");

  const port = await listen(
    createServer(async (request, response) => {
      const url = new URL(request.url ?? "/", real.url);
      const password = known.get(url.searchParams.get("PWD") ?? "");
      if (password !== undefined) url.searchParams.set("PWD", password);
      const key = known.get(String(request.headers["x-api-key"] ?? ""));
      const body = await bodyOf(request);
      const answer = await fetch(url, {
        method: request.method ?? "GET",
        headers: {
          ...textHeaders(request),
          ...(key === undefined ? {} : { "x-api-key": key }),
        },
        ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
        redirect: "manual",
      });
      const text = await answer.text();
      for (const [, ticket = ""] of text.matchAll(/ ticket="([0-9a-f-]{36})"/g))
        tickets.add(ticket);
      const told = tell(text, gossip);
      response.writeHead(answer.status, {
        "content-type": answer.headers.get("content-type") ?? "text/plain",
        "x-debug": encodeURIComponent(all().join(" ")),
      });
      response.end(told);
    }),
  );
  return { url: `http://127.0.0.1:${port}`, expiredTicket, secrets: all };
}

/** The gossip goes into the error of a refusal, escaped as the format wants it. */
function tell(text: string, gossip: () => string): string {
  if (text.startsWith("{")) {
    const answer = JSON.parse(text) as Record<string, unknown>;
    const refused = Object.entries(answer).find(
      ([name, value]) => typeof value === "string" && name !== "upload_id",
    );
    return refused
      ? JSON.stringify({ ...answer, [refused[0]]: `${refused[1]} ${gossip()}` })
      : text;
  }
  return text.replace(/ error="([^"]+)"/, (_, error: string) => {
    const escaped = gossip().replace(/[&<>"\r\n\t]/g, (one) => `&#${one.charCodeAt(0)};`);
    return ` error="${error} ${escaped}"`;
  });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function textHeaders({ headers }: IncomingMessage): Record<string, string> {
  const {
    host: _,
    connection: __,
    "content-length": ___,
    "transfer-encoding": ____,
    ...rest
  } = headers;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
}
