import { execFile, spawnSync } from "node:child_process";
import type { RequestListener } from "node:http";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { judgeUnit } from "../../src/run/case/judge-unit.ts";
import {
  httpProblems,
  httpSpecs,
  httpTarget,
  judgeHttp,
  openHttp,
  told,
  withServer,
} from "./judge-http.ts";

const run = promisify(execFile);

const SERVICE = `
operations:
  Make:
    bindings: [rest]
    answer: json
    http: { method: POST, path: /make }
  Mark:
    bindings: [rest]
    answer: xml
    http: { method: POST, path: /mark }
  Use:
    bindings: [rest]
    answer: none
    http: { method: PUT, path: /use }
    parameters:
      x-url: { type: string, in: header }
      x-id: { type: string, in: header }
      x-first: { type: string, in: header }
      x-size: { type: string, in: header }
`;

/** Makes something new each time, names it in several ways, and tells what it is asked to use. */
function namingServer() {
  let made = 0;
  const used: string[] = [];
  const server: RequestListener = (request, response) => {
    if (request.url === "/make") {
      const number = ++made;
      response.writeEarlyHints({ link: "</a>" });
      response.writeHead(201, { Location: `/files/${number}`, "Content-Type": "application/json" });
      // As PHP writes it, and with the same name twice.
      response.end(
        `{"upload":{"id":"id-${number}","url":"http:\\/\\/x\\/${number}"},"size":${number},"id":"not this"}`,
      );
      return;
    }
    if (request.url === "/mark") {
      response.writeHead(200, { "content-type": "text/xml" });
      response.end(`<m:Made xmlns:m="urn:m" kind="k-${++made}"><m:Id>id-${made}</m:Id></m:Made>`);
      return;
    }
    const { headers } = request;
    used.push(["x-url", "x-id", "x-first", "x-size"].map((name) => headers[name] ?? "-").join(" "));
    response.writeHead(500).end();
  };
  return { server, used };
}

const MAKES = `steps:
  - call: Make
    save:
      url: { header: LOCATION }
      id: { json: /upload/id }
      first: { text: 'x\\\\/(\\d+)' }
      size: size
      none: { header: etag }
    expect: accepted
`;

async function judgeAndRepeat(steps: string) {
  const { server, used } = namingServer();
  const specs = httpSpecs({ service: SERVICE, operation: "Make", rules: { it: steps } });
  return withServer(server, async (baseUrl) => {
    const open = await openHttp(specs, httpTarget(baseUrl));
    try {
      const [rule] = specs.rules;
      if (!rule) throw new Error("there is a rule");
      const unit = { open, rule, bindings: rule.bindings, runs: 1, vocabulary: VOCABULARY };
      const verdict = await judgeUnit(unit);
      const [failure] = verdict.failures;
      used.length = 0;
      const { stdout } = await run("bash", ["-c", failure?.curl ?? "exit 1"]);
      return { verdict, failure, used, stdout };
    } finally {
      await open.close();
    }
  });
}

const missing = ["bash", "curl"].some((name) => spawnSync(name, ["--version"]).status !== 0);

test.skipIf(missing)(
  "values are saved from headers, pointers and text, and the commands take them",
  async () => {
    const use = `  - call: Use
    with: { x-url: $url, x-id: $id, x-first: $first, x-size: $size }
    then: { headers: { x-ok: { text: true } } }`;
    const { verdict, failure, used, stdout } = await judgeAndRepeat(MAKES + use);
    expect(verdict).toMatchObject({ verdict: "fail" });
    // A case and its three repetitions went before.
    expect(used).toEqual(["/files/5 id-5 5 5"]);
    expect(stdout).toMatch(/^HTTP\/1\.1 500 /);
    expect(failure?.steps[0]?.save).toMatchObject({ url: { header: "LOCATION" }, size: "size" });
    expect(failure?.steps[1]?.with).toEqual({
      "x-url": "$url",
      "x-id": "$id",
      "x-first": "$first",
      "x-size": "$size",
    });
  },
);

test.skipIf(missing)(
  "one header alone, and a text inside XML, are taken in a line of their own",
  async () => {
    const header = await judgeAndRepeat(`steps:
  - { call: Make, save: { url: { header: location } }, expect: accepted }
  - { call: Use, with: { x-url: $url }, then: { status: 204 } }`);
    expect(header.used).toEqual(["/files/5 - - -"]);
    expect(header.failure?.curl.split("\n")).toHaveLength(2);
    const inside = await judgeAndRepeat(`steps:
  - { call: Mark, save: { id: Id, url: kind }, expect: accepted }
  - { call: Use, with: { x-id: $id, x-url: $url }, then: { status: 204 } }`);
    expect(inside.used).toEqual(["k-5 id-5 - -"]);
  },
);

test("a name that the answer lacks has no value", async () => {
  const { server } = namingServer();
  const lacking = (from: string) => `steps:
  - { call: Make, save: { it: ${from} }, expect: accepted }
  - { call: Use, with: { x-url: $it }, then: { status: 204 } }`;
  const rules = {
    header: lacking("{ header: etag }"),
    json: lacking("{ json: /upload/none }"),
    object: lacking("{ json: /upload }"),
    text: lacking("{ text: 'y(z)' }"),
  };
  const verdicts = told(await judgeHttp({ service: SERVICE, operation: "Make", rules }, server));
  const none = "inconclusive: $it has no value: the step that saves it did not get one";
  expect(verdicts).toEqual({ header: none, json: none, object: none, text: none });
});

test("what is made is removed by what a header or a nested member names", async () => {
  const removed: string[] = [];
  let made = 0;
  const server: RequestListener = (request, response) => {
    if (request.method === "DELETE") {
      removed.push(String(request.headers["x-id"]));
      response.writeHead(204).end();
      return;
    }
    response.writeHead(201, { Location: `/files/${++made}`, "content-type": "application/json" });
    response.end(JSON.stringify({ upload: { id: `id-${made}` } }));
  };
  const creating = (id: string) => `
operations:
  Make:
    bindings: [rest]
    answer: json
    http: { method: POST, path: /make }
    creates: { what: file, id: ${id}, remove: { call: Remove, with: { x-id: $id } } }
  Remove:
    bindings: [rest]
    answer: none
    http: { method: DELETE, path: /made }
    parameters: { x-id: { type: string, in: header } }
`;
  const rules = { it: "steps: [{ call: Make, then: { status: 201 } }]" };
  for (const id of ["$headers.location", "$answer.upload.id"]) {
    const { leftovers } = await judgeHttp(
      { service: creating(id), operation: "Make", rules },
      server,
    );
    expect(leftovers).toEqual([]);
  }
  expect(removed).toEqual(["/files/1", "id-2"]);
  expect(httpProblems({ service: creating("$header.location"), operation: "Make", rules })).toEqual(
    [
      "[spec-invalid]",
      'service.yaml:9:32: unknown reference "$header.location"\n  known: $answer.Attribute, $headers.name',
    ],
  );
});

test("a place that no answer has is told with its own place", () => {
  const saving = (from: string, call = "Make") =>
    httpProblems({
      service: SERVICE,
      operation: "Make",
      rules: { it: `steps: [{ call: ${call}, save: { it: ${from} }, then: { status: 201 } }]` },
    });
  expect(saving("{ json: upload/id }")).toEqual([
    "[spec-invalid]",
    'rules.yaml:11:47: "json" must be a JSON pointer to one value, such as /upload/id; found "upload/id"',
  ]);
  expect(saving("{ text: '(a)(b)' }")).toEqual([
    "[spec-invalid]",
    "rules.yaml:11:39: the regular expression has 2 groups, and one is what is saved\n  put one pair of parentheses around it; others begin with (?:",
  ]);
  expect(saving("{ json: /a }", "Mark")).toEqual([
    "[spec-invalid]",
    "rules.yaml:11:39: Mark answers XML, which has no JSON pointers\n  save by a name",
  ]);
  expect(saving("{ headers: location }")).toEqual([
    "[spec-invalid]",
    expect.stringContaining('rules.yaml:11:41: unknown key "headers"'),
  ]);
});
