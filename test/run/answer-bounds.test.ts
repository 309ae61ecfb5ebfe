import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import type { Call, Reply } from "../../src/model/call.ts";
import type { Operation } from "../../src/model/operation.ts";
import { mostAnswered, withinBounds } from "../../src/run/target/answer-bounds.ts";
import { createClient } from "../../src/wire/client/client.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";
import { listen } from "../wire/servers.ts";

const MEBIBYTE = 1024 * 1024;
const OPERATION: Operation = {
  name: "Do",
  service: "any",
  bindings: ["get"],
  parameters: [],
  answer: "xml",
};

function replyOf(body: Buffer): Reply {
  return { kind: "response", status: 200, headers: {}, body, durationMs: 1 };
}

function kindOf(body: Buffer, answer: Operation["answer"]): string {
  const call: Pick<Call, "operation"> = { operation: { ...OPERATION, answer } };
  const reply = withinBounds(replyOf(body), call);
  return reply.kind === "failure" ? reply.code : reply.kind;
}

const OBJECTS = Buffer.from("{},".repeat(6 * MEBIBYTE));
const BASE64 = Buffer.from("QUJD\r\n".repeat(3 * MEBIBYTE));
const CHUNK = Buffer.concat([Buffer.from("<r success='true'>"), BASE64, Buffer.from("</r>")]);

test.each([
  { body: OBJECTS, answer: "xml", what: "objects for XML", is: "too-large" },
  { body: OBJECTS, answer: "json", what: "objects for JSON", is: "too-large" },
  { body: OBJECTS, answer: "bytes", what: "a document", is: "response" },
  { body: OBJECTS, answer: "none", what: "a body", is: "response" },
  { body: CHUNK, answer: "xml", what: "a chunk in base64, in lines", is: "response" },
  { body: OBJECTS.subarray(0, 16 * MEBIBYTE), answer: "xml", what: "what fits", is: "response" },
] as const)("$what: $is", ({ body, answer, is }) => {
  expect(kindOf(body, answer)).toBe(is);
});

test("what may hold a content may be as large as any, and what only tells something not", () => {
  expect(mostAnswered({ answer: "bytes" })).toBeUndefined();
  expect(mostAnswered({ answer: "xml", holdsContent: true })).toBeUndefined();
  expect(mostAnswered({ answer: "xml" })).toBe(16 * MEBIBYTE);
  const { inforouter = {} } = BUILT_IN.operations;
  const holding = Object.values(inforouter).filter((operation) => operation.holdsContent);
  expect(holding.map(({ name }) => name)).toContain("DownloadFileChunk");
  expect(mostAnswered(inforouter["AuthenticateUser"] ?? { answer: "bytes" })).toBe(16 * MEBIBYTE);
});

test("what makes something answers little, and no more of it is taken", async () => {
  const creates = {
    what: "handler",
    id: "$answer.id",
    remove: { call: "Undo", with: {} },
  } as const;
  const mostOfCreation = mostAnswered({ answer: "xml", creates });
  expect(mostOfCreation).toBe(4 * MEBIBYTE);
  const server = createServer((_, answered) => answered.end(Buffer.alloc(32 * MEBIBYTE, 0x78)));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${await listen(server)}/`;
  const client = createClient({ timeoutMs: 60_000, concurrency: 1, allowedOrigins: [url] });
  onTestFinished(() => client.close());
  const request = { method: "GET", url, headers: {}, body: null };
  const bounded = await client.send({ ...request, mostAnswered: mostOfCreation ?? 0 });
  expect(bounded).toMatchObject({ kind: "failure", code: "too-large" });
  expect(client.stats().bytesReceived).toBeLessThan(16 * MEBIBYTE);
  expect(await client.send(request)).toMatchObject({ kind: "response" });
});
