import http from "node:http";
import { expect, test } from "vitest";
import { withSettings } from "../../run/open-reference.ts";
import { listen } from "../../wire/servers.ts";
import { claimOf, complaints, judged, rulesOf } from "./judged.ts";

const FAULT = "soap-latin-1-is-read-as-utf-8";
const RULE = claimOf(FAULT, rulesOf("relation-declared"));

/** A server that takes UTF-8 only and says so, as some do, before the one that is asked. */
async function behindUtf8Only(): Promise<{ readonly at: (baseUrl: string) => string }> {
  let origin = "";
  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { "content-type": type = "", soapaction = "" } = request.headers;
    if (/iso-8859-1/i.test(type)) return response.writeHead(415).end();
    const answer = await fetch(`${origin}${request.url}`, {
      method: request.method ?? "POST",
      headers: { "content-type": type, soapaction: String(soapaction) },
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    return response.end(Buffer.from(await answer.arrayBuffer()));
  });
  const port = await listen(server);
  return {
    at: (baseUrl) => {
      const url = new URL(baseUrl);
      origin = url.origin;
      return `http://127.0.0.1:${port}${url.pathname}`;
    },
  };
}

test("an encoding that a server has not got is not asked of it", async () => {
  const { at } = await behindUtf8Only();
  const { verdicts } = await judged(
    [RULE],
    { faults: [FAULT] },
    {
      change: (target) => {
        const { baseUrl } = target.services["inforouter"] ?? {};
        return withSettings(target, "inforouter", { baseUrl: at(String(baseUrl)) });
      },
    },
  );
  expect(complaints(verdicts)).toEqual([]);
});
