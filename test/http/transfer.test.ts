import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { httpProblems, judgeHttp, told } from "./judge-http.ts";

const SERVICE = `
operations:
  Patch:
    bindings: [rest]
    answer: none
    http: { method: PATCH, path: "/files/{id}" }
    body: raw
    parameters:
      id: { type: string, in: path, default: a }
      content: { type: bytes }
  Head:
    bindings: [rest]
    answer: none
    http: { method: HEAD, path: "/files/{id}" }
    parameters: { id: { type: string, in: path, default: a } }
`;

/** A file that keeps what came of a body, or only whole bodies. */
function filesServer({ keeps = false, lateMs = 0 } = {}) {
  const files = new Map<string, Buffer>();
  const heads: Readonly<Record<string, unknown>>[] = [];
  const sockets = new Set<unknown>();
  const server: RequestListener = (request, response) => {
    const id = request.url ?? "";
    const stored = (): Buffer => files.get(id) ?? Buffer.alloc(0);
    heads.push({ ...request.headers, connections: sockets.add(request.socket).size });
    if (request.method === "HEAD") {
      const { length } = stored();
      return setTimeout(() => response.writeHead(200, { "upload-offset": length }).end(), lateMs);
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    const store = () => files.set(id, Buffer.concat([stored(), ...chunks]));
    request.on("aborted", () => keeps && store());
    return request.on("end", () => {
      store();
      response.writeHead(204, { "x-trailer": String(request.trailers["x-sum"] ?? "none") }).end();
    });
  };
  return { server, heads };
}

const BODY = "content: { bytes: 1000, seed: 1 }";
const patch = (transfer: string, more: string): string =>
  `{ call: Patch, with: { id: $unissued, ${BODY} }, transfer: ${transfer}, ${more} }`;
const offset = (value: number | string): string =>
  `{ call: Head, with: { id: $unissued }, then: { headers: { upload-offset: ${value} } } }`;

const WAYS =
  "[{ cut: 0 }, { cut: 500 }, { cut: { share: 0.9 }, by: reset }, { announce: { more: 10 } }, { chunked: { size: 100 }, cut: 300 }]";

function cutRules(value: number | string) {
  return {
    kept: `forEach: { how: ${WAYS} }\nsteps:\n  - ${patch("$how", "expect: anything")}\n  - ${offset(value)}`,
  };
}

test("a body that is cut is told by what a server keeps of it", async () => {
  const files = { service: SERVICE, operation: "Patch", rules: cutRules(0) };
  expect(told(await judgeHttp(files, filesServer().server))).toEqual({ kept: "pass" });
  const judged = await judgeHttp(files, filesServer({ keeps: true }).server);
  expect(told(judged)["kept"]).toMatch(
    /^fail: expected the header upload-offset is "?0"?, got HTTP 200 with upload-offset "500"/,
  );
  const [failure] = judged.verdicts["kept"]?.failures ?? [];
  expect(failure).toMatchObject({ reproduced: "3/3", step: 2 });
  expect(failure?.steps[0]).toMatchObject({ transfer: { cut: 500 } });
  expect(failure?.exchanges[0]).toMatchObject({
    request: { transfer: "the body cut after 500 bytes, by closing the connection" },
  });
  expect(failure?.curl).toBe(
    "# Step 1 goes over the wire in a way that curl cannot (the body cut after 500 bytes, by closing the connection): assay replay sends it so.",
  );
});

test("what is sent whole in an odd way is a call as others are", async () => {
  const { server, heads } = filesServer();
  const whole = (transfer: string, checks = "{ status: 204 }") =>
    `steps:\n  - ${patch(transfer, `then: ${checks}`)}\n  - ${offset(1000)}`;
  const rules = {
    chunks: whole(
      "{ chunked: { size: 1, extension: true, trailers: { X-Sum: 5 } } }".replace("5", '"5"'),
      "{ headers: { x-trailer: 5 } }",
    ),
    expects: whole("{ expect: continue }", "{ informational: { status: 100 } }"),
    parts: whole("{ parts: 4, pause: 5 }"),
    left: `steps:\n  - ${patch("{ leave: answered }", "expect: anything")}\n  - ${offset(1000)}`,
    gone: `steps:\n  - ${patch("{ leave: sent }", "expect: anything")}\n  - { call: Head, with: { id: $unissued }, until: { headers: { upload-offset: 1000 } }, within: 2000, every: 20, then: { headers: { upload-offset: 1000 } } }`,
    thrice: `steps:\n  - ${patch("{ pipelined: 3 }", "then: { status: 204 }")}\n  - ${offset(3000)}`,
    fewer: `steps:\n  - ${patch("{ announce: { fewer: 400 } }", "expect: anything")}\n  - ${offset(600)}`,
  };
  const verdicts = told(await judgeHttp({ service: SERVICE, operation: "Patch", rules }, server));
  expect(verdicts).toEqual({
    chunks: "pass",
    expects: "pass",
    parts: "pass",
    left: "pass",
    gone: "pass",
    thrice: "pass",
    fewer: "pass",
  });
  const withHeader = (name: string) => heads.filter((one) => one[name] !== undefined);
  expect(withHeader("expect").length).toBeGreaterThan(0);
  expect(withHeader("trailer")[0]).toMatchObject({ "transfer-encoding": "chunked" });
});

test("calls that name a connection share it", async () => {
  const { server, heads } = filesServer();
  const on = patch("{ connection: one }", "expect: accepted");
  const rules = { same: `maxRuns: 1\nsteps:\n  - ${on}\n  - ${on}\n  - ${offset(2000)}` };
  expect(told(await judgeHttp({ service: SERVICE, operation: "Patch", rules }, server))).toEqual({
    same: "pass",
  });
  const ofPatch = heads.filter((one) => one["content-length"] === "1000");
  expect(ofPatch.length % 2).toBe(0);
  for (let at = 0; at < ofPatch.length; at += 2) {
    expect(ofPatch[at + 1]?.["connections"]).toBe(ofPatch[at]?.["connections"]);
  }
});

test("what cannot be said of a transfer is told with its place", () => {
  const problems = (step: string, more = "") =>
    httpProblems({
      service: SERVICE,
      operation: "Patch",
      rules: { one: `${more}steps: [${step}, ${offset(0)}]` },
    }).slice(1);
  const first = (transfer: string, more = "expect: anything") => problems(patch(transfer, more));
  expect(first("{ cut: 5 }")).toEqual([]);
  expect(first("{ cut: { subtract: [1000, 1] }, by: reset }")).toEqual([]);
  expect(first("{ cut: 5, parts: 2 }")).toEqual([
    expect.stringMatching(/^rules.yaml:11:\d+: "parts" of a transfer cannot be combined with cut$/),
  ]);
  expect(first("{ by: reset }")).toEqual([
    expect.stringMatching(/^rules.yaml:11:\d+: a transfer needs one of cut, announce, leave/),
  ]);
  expect(first("{ announce: { more: 0 } }")).toEqual([
    expect.stringMatching(/: "announce" of a transfer is \{ more: 10 \} or \{ fewer: 10 \}/),
  ]);
  expect(first("{ cuts: 5 }")).toEqual([
    expect.stringMatching(/^rules.yaml:11:\d+: unknown key "cuts"\n {2}did you mean "cut"\?/),
  ]);
  expect(first("$how")).toEqual([expect.stringMatching(/unknown reference "\$how"/)]);
  expect(first("$unissued")).toEqual([
    expect.stringMatching(/: \$unissued is no table of transfers\n {2}give the ways as rows/),
  ]);
  expect(first("{ cut: 5 }", "expect: accepted")).toEqual([
    expect.stringMatching(/: expect: accepted asks for the answer of a call that is broken off\n/),
  ]);
  expect(first("{ cut: 5 }", "then: { status: 400 }")).toEqual([
    expect.stringMatching(
      /: a call that is broken off may get no answer at all\n {2}give noAnswer/,
    ),
  ]);
  expect(first("{ leave: sent }", "then: { noAnswer: true }")).toEqual([
    expect.stringMatching(/: "then" judges the answer of a call that is left nobody reads\n/),
  ]);
  expect(first("{ leave: sent }", "save: { a: b }, expect: anything")).toEqual([
    expect.stringMatching(/: "save" asks for the answer of a call that is left nobody reads\n/),
  ]);
  expect(problems("{ call: Head, transfer: { cut: 1 }, expect: anything }")).toEqual([
    expect.stringMatching(
      /^rules.yaml:11:\d+: the transfer is about a body, and Head has none over rest\n/,
    ),
  ]);
  expect(
    problems(patch("$how", "expect: anything"), "forEach: { how: [{ cut: 1 }, { cut: -1 }] }\n"),
  ).toEqual([
    expect.stringMatching(
      /^rules.yaml:11:\d+: "cut" of a transfer is a whole number of at least 0$/,
    ),
  ]);
});
