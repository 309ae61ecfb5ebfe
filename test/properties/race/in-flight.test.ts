import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { ServiceTarget } from "../../../src/model/target.ts";
import { Play } from "../../../src/properties/sequential/play.ts";
import { explained } from "../../../src/properties/sequential/spec.ts";
import type { OpenTarget } from "../../../src/run/target/open-target.ts";
import { EMBEDDED, openBuiltIn } from "../../run/open-reference.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that does what a test says, and a target opened for it. */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<OpenTarget> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  const inforouter: ServiceTarget = { baseUrl, bindings: ["get"], operations: { absent: [] } };
  const open = await openBuiltIn({ ...EMBEDDED, services: { inforouter } });
  closing.push(
    () => open.close(),
    () => new Promise((resolve) => server.close(resolve)),
  );
  return open;
}

/** Long enough for a busy machine to see the halves apart. */
const PAUSE_MS = 150;

const slow = (url: string) => {
  return {
    method: "POST",
    url,
    headers: {},
    body: "12345678",
    transfer: { parts: 2, pause: PAUSE_MS },
  };
};

test("a server that answers no call before all have come has them all at once", async () => {
  const waiting: ServerResponse[] = [];
  const open = await serve((_, response) => {
    waiting.push(response);
    if (waiting.length === 4) for (const each of waiting.splice(0)) each.end("x");
  });
  const url = `${open.target.services["inforouter"]?.baseUrl}/srv.asmx/x`;
  const play = new Play({
    spec: { start: () => "called", step: (state) => explained([state]) },
    make: async () => {
      const reply = await open.client.send({ method: "GET", url, headers: {}, body: null });
      expect(reply.kind).toBe("response");
      return { outcome: { kind: "accepted" }, step: 0 };
    },
  });
  const calls = [{ call: { call: "any" }, over: "own" as const }];
  await play.together(Array.from({ length: 4 }, () => ({ after: 0, calls })));
  const { history } = play;
  const lastBegan = Math.max(...history.map(({ began }) => began));
  expect(history.every(({ ended }) => ended > lastBegan)).toBe(true);
});

test("a slow body comes in two parts, whole and with its length", async () => {
  const parts: { readonly text: string; readonly at: number }[] = [];
  let length: string | undefined;
  const open = await serve((request, response) => {
    length = request.headers["content-length"];
    request.on("data", (data: Buffer) => parts.push({ text: String(data), at: performance.now() }));
    request.on("end", () => response.end("done"));
  });
  const url = `${open.target.services["inforouter"]?.baseUrl}/x`;
  const reply = await open.client.send(slow(url));
  expect(reply).toMatchObject({ kind: "response", body: Buffer.from("done") });
  expect(length).toBe("8");
  expect(parts.map(({ text }) => text)).toEqual(["1234", "5678"]);
  const [first, second] = parts;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(PAUSE_MS / 2);
});

test("a slow body goes to the target and nowhere else", async () => {
  const open = await serve((_, response) => response.end());
  await expect(open.client.send(slow("http://127.0.0.1:1/x"))).rejects.toThrow("Refused to send");
});

test("a slow body that gets no answer is a failure of the network", async () => {
  const open = await serve((request) => request.destroy());
  const url = `${open.target.services["inforouter"]?.baseUrl}/x`;
  const reply = await open.client.send(slow(url));
  expect(reply).toMatchObject({ kind: "failure", code: "reset" });
});
