import http from "node:http";
import { expect, test } from "vitest";
import { withSettings } from "../../run/open-reference.ts";
import { listen } from "../../wire/servers.ts";
import { claimOf, complaints, judged, rulesOf } from "./judged.ts";

const FAULT = "call-behind-another-is-dropped";
const RULE = claimOf(FAULT, rulesOf("connection-one-packet"));

/** What a front end does with a connection: says that it closes it, closes it, or reads on and says nothing. */
type Habit = "says close" | "closes" | "falls silent";

/** One that passes over what comes before it has answered, in front of the server that is asked. */
async function frontEnd(habit: Habit): Promise<(baseUrl: string) => string> {
  let origin = "";
  const busy = new WeakSet<object>();
  const server = http.createServer(async (request, response) => {
    const { socket } = request;
    if (busy.has(socket)) return;
    busy.add(socket);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { "content-type": type = "" } = request.headers;
    const answer = await fetch(`${origin}${request.url}`, {
      method: request.method ?? "POST",
      headers: { "content-type": type },
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, {
      "content-type": answer.headers.get("content-type") ?? "",
      "content-length": body.length,
      ...(habit === "says close" && { connection: "close" }),
    });
    busy.delete(socket);
    response.end(body, () => {
      if (habit === "closes") socket.end();
    });
  });
  const port = await listen(server);
  return (baseUrl) => {
    const url = new URL(baseUrl);
    origin = url.origin;
    return `http://127.0.0.1:${port}${url.pathname}`;
  };
}

test.each<Habit>(["says close", "closes", "falls silent"])(
  "a front end that answers one request and %s is blamed for nothing",
  async (habit) => {
    const at = await frontEnd(habit);
    const { verdicts } = await judged(
      [RULE],
      {},
      {
        change: (target) => {
          const baseUrl = at(String(target.services["inforouter"]?.baseUrl));
          const limits = { ...target.limits, timeoutMs: 500 };
          return { ...withSettings(target, "inforouter", { baseUrl }), limits };
        },
      },
    );
    expect(complaints(verdicts)).toEqual([]);
  },
);

test("one that loses what comes with the first is found out", async () => {
  const { verdicts } = await judged([RULE], { faults: [FAULT] });
  expect(verdicts[0]?.failures[0]).toMatchObject({ reproduced: "3/3" });
});
