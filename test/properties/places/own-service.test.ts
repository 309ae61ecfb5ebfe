import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { audit } from "../../../src/audit/audit.ts";
import type { OwnService } from "../../../src/audit/audit-options.ts";

const name = { type: "string", in: "path" };
const FILES: OwnService["files"] = [
  {
    service: "box",
    document: { title: "Box" },
    bindings: ["rest"],
    target: { properties: {} },
    names: { file: { join: ["$newName", ".bin"] } },
    operations: {
      Put: {
        bindings: ["rest"],
        answer: "none",
        http: { method: "PUT", path: "/{name}" },
        body: "raw",
        parameters: { name, content: { type: "bytes" } },
      },
      Get: {
        bindings: ["rest"],
        answer: "bytes",
        http: { method: "GET", path: "/{name}" },
        parameters: { name },
      },
    },
    places: {
      Get: {
        writes: [
          {
            name: "Put",
            statements: ["BX-01"],
            calls: [{ call: "Put", with: { name: "$file", content: "$content" } }],
          },
        ],
        reads: [
          {
            name: "Get",
            statements: ["BX-01"],
            calls: [{ call: "Get", with: { name: "$file" } }],
          },
        ],
      },
    },
  },
  { statements: { "BX-01": { level: "MUST", where: "Get", text: "Get gives what was put." } } },
  {
    service: "box",
    operation: "Get",
    rules: [
      {
        id: "again",
        level: "MUST",
        statements: ["BX-01"],
        source: "Get",
        title: "Get gives what was put last",
        property: "written-again",
        maxRuns: 1,
        control: {
          title: "what was never put is not there",
          steps: [{ call: "Get", with: { name: "$unissued" }, expect: "refused" }],
        },
      },
    ],
  },
];

/** What becomes of bytes that are put over others; undefined: they are refused. */
type Over = (before: Buffer, bytes: Buffer) => Buffer | undefined;

async function verdictWhere(over: Over): Promise<string | undefined> {
  const files = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const path = String(request.url);
    const known = files.get(path);
    if (request.method === "GET") {
      response.writeHead(known ? 200 : 404).end(known);
      return;
    }
    const bytes = await buffer(request);
    const stored = known ? over(known, bytes) : bytes;
    if (stored) files.set(path, stored);
    response.writeHead(stored ? 204 : 409).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { report } = await audit({
    targets: { mine: { services: { box: { baseUrl } } } },
    services: [{ files: FILES }],
    select: { service: ["box"] },
    seed: 1,
  });
  return report.targets[0]?.rules.find(({ id }) => id === "box.get.again")?.verdict;
}

test("a service of one's own says what a place is, and it is written again", async () => {
  expect(await verdictWhere((_, bytes) => bytes)).toBe("pass");
  expect(await verdictWhere(() => undefined)).toBe("pass");
});

test("what stays of earlier bytes is found", async () => {
  const tail: Over = (before, bytes) => Buffer.concat([bytes, before.subarray(bytes.length)]);
  expect(await verdictWhere(tail)).toBe("fail");
  expect(await verdictWhere((before, bytes) => Buffer.concat([before, bytes]))).toBe("fail");
  const sameSize: Over = (before, bytes) => (before.length === bytes.length ? before : bytes);
  expect(await verdictWhere(sameSize)).toBe("fail");
});
