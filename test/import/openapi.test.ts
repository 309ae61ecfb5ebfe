import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import { assay, emptyFolder } from "../cli/assay.ts";

const DEPOT = `openapi: 3.0.3
info: { title: Depot API, version: "1.2" }
servers: [{ url: "http://127.0.0.1:{port}/v1", variables: { port: { default: "1" } } }]
security: [{ key: [] }]
paths:
  /files:
    post:
      operationId: createFile
      summary: Makes a file
      requestBody: { $ref: "#/components/requestBodies/NewFile" }
      responses: { "201": { $ref: "#/components/responses/Json" } }
    get:
      operationId: list-files
      parameters:
        - { $ref: "#/components/parameters/limit" }
        - { name: trace, in: cookie, schema: { type: string } }
      responses: { "200": { content: { application/json: {} } } }
  /files/{id}/parts/{n}:
    $ref: parts/part.yaml
  /health:
    get: { security: [], responses: { "200": { content: { text/plain: {} } } } }
components:
  securitySchemes: { key: { $ref: "#/components/securitySchemes/bearer" }, bearer: { type: http, scheme: bearer } }
  parameters: { limit: { name: limit, in: query, schema: { $ref: "#/components/schemas/Count", default: 10 } } }
  responses: { Json: { content: { application/json: {} } } }
  requestBodies:
    NewFile: { content: { application/json: { schema: { $ref: "#/components/schemas/File" } } } }
  schemas:
    Count: { type: integer }
    File:
      allOf:
        - { type: object, required: [name], properties: { name: { type: string }, in: { $ref: "#/components/schemas/File" } } }
        - { type: object, properties: { size: { type: integer }, id: { type: string, readOnly: true } } }
`;
const PART = `parameters:
  - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
  - { name: n, in: path, required: true, schema: { type: integer } }
put:
  requestBody: { content: { image/png: { schema: { type: string, format: binary } } } }
  responses: { "204": { description: ok } }
`;

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = await emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, name)), { recursive: true });
    await writeFile(join(cwd, name), text);
  }
  return cwd;
}

test("a document of another API becomes a service of one's own that check accepts", async () => {
  const server = createServer(({ url }, response) => {
    response.writeHead(url?.startsWith("/v1/health") ? 200 : 404).end("fine");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const cwd = await folderWith({ "openapi.yaml": DEPOT, "parts/part.yaml": PART });

  const args = ["import", "openapi", "openapi.yaml", "--url", url];
  const imported = await assay(args, { cwd });
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(imported.stdout).toContain(`depot at ${url}: 4 operations, which no rule is about yet`);
  const service = await readFile(join(cwd, "depot", "service.yaml"), "utf8");
  for (const line of [
    '    http: { method: PUT, path: "/files/{id}/parts/{n}" }',
    "      Authorization: { type: key, in: header, scheme: Bearer }",
    "      Content-Type: { type: string, in: header, default: image/png }",
    "      id: { type: guid, in: path }",
    "      limit: { type: int, in: query, default: 10 }",
    "      size: { type: int }",
    "      in: { type: string }",
    "  # Makes a file",
    "  # Cannot be said here: the cookie trace",
  ]) {
    expect(service.split("\n")).toContain(line);
  }
  // What the server says itself is no parameter.
  expect(service).not.toMatch(/^ {6}id: \{ type: string \}/m);

  const check = ["check", "-t", "mine", "--targets", join("depot", "targets.json")];
  const checked = await assay(check, { cwd });
  expect(checked).toMatchObject({ code: 0, stderr: "" });
  expect(checked.stdout).toMatch(/ok {2}depot .* answers GetHealth/);
  const again = await assay(args, { cwd });
  expect(again).toMatchObject({ code: 2, stdout: "" });
  expect(again.stderr).toContain("service.yaml is there already");
});

test("a document of a service that is known gives a targets file that check accepts", async () => {
  const server = await startReferenceServer({});
  onTestFinished(() => server.close());
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const version = { name: "Tus-Resumable", in: "header", schema: { type: "string" } };
  const one = { parameters: [version], responses: { "204": { description: "done" } } };
  const { origin, pathname } = new URL(server.tus.baseUrl);
  const document = {
    openapi: "3.1.0",
    info: { title: "Uploads", version: "1" },
    servers: [{ url: origin }],
    paths: {
      [pathname]: { post: one, options: one },
      [`${pathname}/{id}`]: { parameters: [id], head: one, patch: one, delete: one },
      "/other": { get: one },
    },
  };
  const cwd = await folderWith({ "a.json": JSON.stringify(document) });
  const imported = await assay(["import", "openapi", "a.json"], { cwd });
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(imported.stdout).toContain(`tus at ${server.tus.baseUrl}, over rest`);
  expect(imported.stdout).toContain("unknown  1 operation more");
  expect(await assay(["check", "-t", "mine"], { cwd })).toMatchObject({ code: 0, stderr: "" });
});

describe("what is no OpenAPI document is refused with its place and what to do", () => {
  const good = "openapi: 3.0.0\ninfo: { title: A }\n";
  const laughs = `${["a: &a [x, x]", ...Array.from({ length: 20 }, (_, n) => `b${n}: &b${n} [*${n === 0 ? "a" : `b${n - 1}`}, *${n === 0 ? "a" : `b${n - 1}`}]`)].join("\n")}\n`;
  test.each([
    [
      "Swagger 2",
      'swagger: "2.0"\n',
      /a\.yaml:1:10: this is a Swagger 2\.0 document.*\n.*swagger2openapi/,
    ],
    ["another YAML", "a: 1\n", /a\.yaml:1:1: this is not an OpenAPI document/],
    ["another version", 'openapi: "4.0"\n', /a\.yaml:1:10: OpenAPI 4\.0 is not read/],
    ["no YAML", "openapi: [3.0\n", /a\.yaml:\d+:\d+: /],
    ["truncated JSON", '{"openapi": "3.0.0", "paths": {', /a\.yaml:1:\d+: /],
    ["no paths", good, /a\.yaml:1:1: the document describes no paths/],
    ["a bomb of aliases", `${good}${laughs}`, /a\.yaml/],
    [
      "a reference to the network",
      `${good}paths:\n  /a: { $ref: "http://example.com/a.yaml" }\n`,
      /a\.yaml:4:15: "http:.*" leads out of this machine's files/,
    ],
    [
      "a reference out of the folder",
      `${good}paths:\n  /a: { $ref: "../../etc/passwd" }\n`,
      /a\.yaml:4:15: .* leads out of the folder/,
    ],
    [
      "a reference to nothing",
      `${good}paths:\n  /a: { $ref: "none.yaml" }\n`,
      /a reference cannot be followed: /,
    ],
    [
      "no address",
      `${good}paths:\n  /a: { get: {} }\n`,
      /does not say where the server is.*\n.*--url/,
    ],
  ])("%s", async (_, text, says) => {
    const cwd = await folderWith({ "a.yaml": text });
    const ended = await assay(["import", "openapi", "a.yaml"], { cwd });
    expect(ended.stderr).toMatch(says);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
  });
});
