import type { RequestListener, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { targetFindings } from "../../src/cli/target-findings.ts";
import { namesIn } from "../../src/judge/answer/names-in.ts";
import { httpProblems, httpSpecs, httpTarget, openHttp, withServer } from "./judge-http.ts";
import { runHttp, toldBy } from "./run-http.ts";

const service = (announced: string) => `
announced: ${announced}
capabilities:
  creation: {}
  sums: { announced: Checksum }
  sha1: { header: Sum-Names }
  limit: { announced: any, header: Max-Size }
operations:
  Options: { bindings: [rest], answer: none, http: { method: OPTIONS, path: /files } }
  Head: { bindings: [rest], answer: none, http: { method: HEAD, path: /files } }
  Make:
    bindings: [rest]
    answer: none
    http: { method: POST, path: /files }
    needs: [creation]
    harmless: { with: {} }
`;
const BY_HEADER = "{ call: Options, header: Tus-Extension }";

const rules = {
  always: "steps: [{ call: Head, then: { status: 200 } }]",
  make: "steps: [{ call: Make, then: { status: 201 } }]",
  sums: "needs: [sums]\nsteps: [{ call: Head, then: { status: 200 } }]",
};

/** Answers OPTIONS as given, and counts the calls to make something. */
function announcing(options: (response: ServerResponse) => void) {
  const made: string[] = [];
  const server: RequestListener = (request, response) => {
    if (request.method === "OPTIONS") return options(response);
    if (request.method === "POST") made.push(request.url ?? "");
    response.writeHead(request.method === "POST" ? 201 : 200).end();
  };
  return { server, made };
}

const run = (announced: string, server: RequestListener) =>
  runHttp({ service: service(announced), operation: "Head", rules }, server).then(toldBy);

test("what a header announces is offered, and rules that need something else do not apply", async () => {
  const { server, made } = announcing((response) =>
    response.writeHead(204, { "tus-extension": "termination, CHECKSUM ,expiration" }).end(),
  );
  expect(await run(BY_HEADER, server)).toEqual({
    always: "pass",
    make: "not-applicable: the target does not announce creation",
    sums: "pass",
  });
  // It is not even asked for.
  expect(made).toEqual([]);
});

test("a header that is not there announces nothing", async () => {
  const { server } = announcing((response) => response.writeHead(204).end());
  expect(await run(BY_HEADER, server)).toEqual({
    always: "pass",
    make: "not-applicable: the target does not announce creation",
    sums: "not-applicable: the target does not announce Checksum",
  });
});

test("another header of that answer may name it, or be enough by being there", async () => {
  const { server } = announcing((response) =>
    response.writeHead(204, { "sum-names": "md5, SHA1", "max-size": "0" }).end(),
  );
  const needing = (need: string) =>
    `needs: [${need}]\nsteps: [{ call: Head, then: { status: 200 } }]`;
  const more = { sha1: needing("sha1"), limit: needing("limit"), sums: rules.sums };
  const judge = (listener: RequestListener) =>
    runHttp({ service: service(BY_HEADER), operation: "Head", rules: more }, listener).then(toldBy);
  expect(await judge(server)).toEqual({
    sha1: "pass",
    limit: "pass",
    sums: "not-applicable: the target does not announce Checksum",
  });
  const { server: silent } = announcing((response) => response.writeHead(204).end());
  expect(await judge(silent)).toMatchObject({
    sha1: "not-applicable: the target does not announce sha1 in Sum-Names",
    limit: "not-applicable: the target does not announce Max-Size",
  });
});

const WRONG = "fail: expected HTTP 404, got HTTP 200 with an empty body";

test("a step is taken where a name has a value, or has none", async () => {
  const { server } = announcing((response) =>
    response.writeHead(204, { "tus-extension": "creation", "x-kind": "a-b" }).end(),
  );
  const conditional = (reference: string, matcher: string, status: number) => `
steps:
  - { call: Options, save: { kind: { header: x-kind }, none: { header: x-none } }, expect: accepted }
  - { call: Head, when: { ${reference}: ${matcher} }, then: { status: ${status} } }`;
  const told = await runHttp(
    {
      service: service(BY_HEADER),
      operation: "Head",
      rules: {
        there: conditional("$kind", "{ text: true }", 404),
        fits: conditional("$kind", "{ matches: '^a' }", 404),
        other: conditional("$kind", "{ matches: '^b' }", 404),
        absent: conditional("$none", "{ absent: true }", 404),
        wanting: conditional("$none", "{ text: true }", 404),
      },
    },
    server,
  );
  expect(toldBy(told)).toEqual({
    there: WRONG,
    fits: WRONG,
    other: "pass",
    absent: WRONG,
    wanting: "pass",
  });
});

test("a list of JSON announces as well", async () => {
  const { server } = announcing((response) =>
    response.writeHead(200).end('{"features":[{"name":"creation"},{"name":"other"}]}'),
  );
  expect(await run("{ call: Options, json: /features/*/name }", server)).toEqual({
    always: "pass",
    make: "pass",
    sums: "not-applicable: the target does not announce Checksum",
  });
});

test("where the answer does not come, what needs it cannot be judged", async () => {
  const broken = announcing((response) => response.writeHead(500).end());
  expect(await run(BY_HEADER, broken.server)).toEqual({
    always: "pass",
    make: "inconclusive: whether the server has creation is not known: Options got HTTP 500 with an empty body",
    sums: "inconclusive: whether the server has sums is not known: Options got HTTP 500 with an empty body",
  });
  const gone = announcing((response) => response.destroy());
  expect(await run(BY_HEADER, gone.server)).toMatchObject({
    always: "pass",
    make: expect.stringMatching(/^inconclusive: .*: Options got no answer/),
  });
});

test("check says what is announced", async () => {
  const specs = httpSpecs({ service: service(BY_HEADER), operation: "Head", rules });
  const { server } = announcing((response) =>
    response.writeHead(204, { "tus-extension": "creation,expiration" }).end(),
  );
  const findings = await withServer(server, async (baseUrl) => {
    const open = await openHttp(specs, httpTarget(baseUrl));
    try {
      return await targetFindings(open, specs);
    } finally {
      await open.close();
    }
  });
  expect(findings).toContainEqual({ what: "announces", ok: true, says: "creation, expiration" });
});

test("names are split, trimmed and told once", () => {
  const answer = { kind: "http", status: 200, bytes: Buffer.from('["a b","B"]') } as const;
  const headers = { x: " A;b ;;a" };
  expect(namesIn({ ...answer, headers }, { header: "X", split: ";" })).toEqual(["a", "b"]);
  expect(namesIn(answer, { header: "x", split: "," })).toEqual([]);
  expect(namesIn(answer, { json: "/*", split: " " })).toEqual(["a", "b"]);
});

test("what cannot be announced is told with its place", () => {
  const problems = (text: string) =>
    httpProblems({ service: text, operation: "Head", rules: { always: rules.always } });
  const good = service(BY_HEADER);
  expect(problems(good)).toEqual([]);
  expect(problems(good.replace("call: Options", "call: Option"))).toEqual([
    "[spec-invalid]",
    'service.yaml:3:20: unknown operation "Option"\n  did you mean "Options"?',
  ]);
  expect(problems(good.replace("needs: [creation]", "needs: [creations]"))).toEqual([
    "[spec-invalid]",
    'service.yaml:17:13: unknown capability "creations"\n  did you mean "creation"?',
  ]);
  expect(problems(good.replace(`announced: ${BY_HEADER}\n`, ""))).toEqual([
    "[spec-invalid]",
    'service.yaml:4:3: nothing says whether a server has the capability "creation"\n  add settings that a target declares, or announced: the answer that names it',
    'service.yaml:5:3: nothing says whether a server has the capability "sums"\n  add settings that a target declares, or announced: the answer that names it',
    'service.yaml:6:3: nothing says whether a server has the capability "sha1"\n  add settings that a target declares, or announced: the answer that names it',
    'service.yaml:7:3: nothing says whether a server has the capability "limit"\n  add settings that a target declares, or announced: the answer that names it',
  ]);
  expect(problems(good.replace("header: Tus-Extension", "headers: x"))).toContainEqual(
    expect.stringContaining('service.yaml:3:29: unknown key "headers"'),
  );
  expect(problems(good.replace(", header: Tus-Extension", ""))).toEqual([
    "[spec-invalid]",
    expect.stringContaining('service.yaml:3:12: "announced" must be an object with "header"'),
  ]);
  expect(problems(good.replace("creation: {}", "creation: { settings: [a] }"))).toEqual([
    "[spec-invalid]",
    'service.yaml:5:15: "settings" needs "missing" beside it',
  ]);
});
