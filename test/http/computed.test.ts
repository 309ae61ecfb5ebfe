import { createHash } from "node:crypto";
import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { judgeHttp, told } from "./judge-http.ts";

const SERVICE = `
operations:
  Put:
    bindings: [rest]
    answer: json
    http: { method: PUT, path: /put }
    body: raw
    parameters:
      content: { type: bytes }
      x-sum: { type: string, in: header }
      x-until: { type: string, in: header }
      length: { type: string, in: header }
  Get:
    bindings: [rest]
    answer: bytes
    http: { method: GET, path: /get }
    parameters: { x-url: { type: string, in: header } }
`;

const UPLOAD = `steps:
  - call: Put
    with:
      content: { bytes: 100, seed: 1 }
      length: { length: { bytes: 100, seed: 1 } }
      x-sum: { join: ["sha1 ", { checksum: { of: { bytes: 100, seed: 1 }, by: sha1, as: base64 } }] }
      x-until: { date: { plus: 60, as: http } }
    then: { status: 200, json: { length: 100, url: "http://x/files/1", date: { text: true } } }
    save: { url: url }
`;

/** Takes bytes whose checksum and length are as its headers say, until some time. */
function checkingServer(skew = 0) {
  let stored = Buffer.alloc(0);
  const server: RequestListener = (request, response) => {
    const { headers } = request;
    if (request.method === "GET") {
      response.writeHead(headers["x-url"] === "/files/1" ? 200 : 404, {
        "x-sum": createHash("sha256").update(stored).digest("hex"),
        "x-length": stored.length + skew,
      });
      response.end(stored);
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      stored = Buffer.concat(chunks);
      const sum = `sha1 ${createHash("sha1").update(stored).digest("base64")}`;
      const isTimely = Date.parse(String(headers["x-until"])) > Date.now();
      const isRight = headers["x-sum"] === sum && headers.length === String(stored.length);
      response.writeHead(isRight && isTimely ? 200 : 400, { "content-type": "application/json" });
      response.end(JSON.stringify({ length: 100 + skew, url: "http://x/files/1", date: "today" }));
    });
  };
  return server;
}

const READ = `  - call: Get
    with: { x-url: { url: { of: $url, part: path } } }
    then:
      bytes: $sent
      headers: { x-sum: { equals: { checksum: { of: $sent, by: sha256 } } }, x-length: { equals: { length: $sent } } }
`;

test("computed values go out, and come back", async () => {
  const rules = { up: UPLOAD, down: UPLOAD + READ };
  const files = { service: SERVICE, operation: "Put", rules };
  expect(told(await judgeHttp(files, checkingServer()))).toEqual({ up: "pass", down: "pass" });
});

test("a record keeps what is to be computed anew, and members of JSON by their names", async () => {
  const rules = { up: UPLOAD, down: UPLOAD.replace("length: 100, ", "") + READ };
  const files = { service: SERVICE, operation: "Put", rules };
  const { verdicts } = await judgeHttp(files, checkingServer(1));
  const [failure] = verdicts["up"]?.failures ?? [];
  expect(failure?.expected).toEqual(["JSON in which length is 100"]);
  expect(failure?.steps[0]).toMatchObject({
    with: {
      "x-until": { date: { plus: 60, as: "http" } },
      length: 100,
      "x-sum": expect.stringMatching(/^sha1 /),
    },
    judged: { json: { length: 100, url: "http://x/files/1", date: { text: true } } },
  });
  const [second] = verdicts["down"]?.failures ?? [];
  expect(second?.expected).toEqual(["the header x-length is 100"]);
  expect(second?.steps[1]).toMatchObject({
    with: { "x-url": { url: { of: "$url", part: "path" } } },
    judged: { bytes: "$sent", headers: { "x-length": { equals: { length: "$sent" } } } },
  });
});
