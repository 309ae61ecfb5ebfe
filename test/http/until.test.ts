import { execFile, spawnSync } from "node:child_process";
import type { RequestListener } from "node:http";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { replayFailure } from "../../src/run/campaign/replay-failure.ts";
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
  Start:
    bindings: [rest]
    answer: json
    http: { method: POST, path: /start }
  State:
    bindings: [rest]
    answer: json
    http: { method: GET, path: /state }
    parameters: { x-id: { type: string, in: header } }
`;

/** Jobs that are done after so many questions; each answer tells how many there were. */
function slowServer(questions: number) {
  const jobs = new Map<string, number>();
  let asked = 0;
  const server: RequestListener = (request, response) => {
    const json = (value: unknown): void => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    if (request.url === "/start") {
      const id = `job-${jobs.size + 1}`;
      jobs.set(id, 0);
      json({ id });
      return;
    }
    asked++;
    const id = String(request.headers["x-id"]);
    const count = (jobs.get(id) ?? 0) + 1;
    jobs.set(id, count);
    json({ state: count >= questions ? "done" : "running", result: `r-${count}` });
  };
  return { server, jobs, asked: () => asked };
}

const START = "steps:\n  - { call: Start, save: { id: id }, expect: accepted }\n";
const WAIT = "until: { json: { state: done } }, within: 5000, every: 5";

const judge = (rules: Readonly<Record<string, string>>, server: RequestListener) =>
  judgeHttp({ service: SERVICE, operation: "Start", rules }, server);

test("a call is made until its checks hold, and only its last answer counts", async () => {
  const { server, jobs } = slowServer(4);
  const rules = {
    waits: `${START}  - { call: State, with: { x-id: $id }, ${WAIT}, save: { last: result }, then: { json: { state: done, result: r-4 } } }
  - { call: State, with: { x-id: $last }, then: { status: 200 } }`,
  };
  const judged = await judge(rules, server);
  expect(told(judged)).toEqual({ waits: "pass" });
  expect([...jobs]).toEqual([
    ["job-1", 4],
    ["r-4", 1],
  ]);
  // Those of the waiting count as well, beside the control's.
  expect(judged.verdicts["waits"]?.requests).toBe(6);
});

test("when the time is over, the last answer is what then and expect say of it", async () => {
  const { server, asked } = slowServer(1_000_000);
  const short = "until: { json: { state: done } }, within: 60, every: 20";
  const rules = {
    judged: `${START}  - { call: State, with: { x-id: $id }, ${short}, then: { json: { state: done } } }`,
    "set-up": `${START}  - { call: State, with: { x-id: $id }, ${short}, expect: refused }
  - { call: State, with: { x-id: $id }, then: { status: 200 } }`,
    open: `${START}  - { call: State, with: { x-id: $id }, ${short}, expect: anything }
  - { call: State, with: { x-id: $id }, then: { status: 200 } }`,
  };
  const { verdicts } = await judge(rules, server);
  expect(told({ verdicts, leftovers: [] })).toEqual({
    judged: expect.stringMatching(
      /^fail: expected JSON in which state is "done", got HTTP 200 with/,
    ),
    "set-up": expect.stringMatching(
      /^inconclusive: step 2, State, should be refused but got HTTP 200/,
    ),
    open: "pass",
  });
  expect(asked()).toBeGreaterThan(8);
  const [failure] = verdicts["judged"]?.failures ?? [];
  expect(failure?.exchanges).toHaveLength(2);
  expect(failure?.steps[1]).toMatchObject({
    until: { json: { state: "done" } },
    within: 60,
    every: 20,
    tries: expect.any(Number),
    judged: { json: { state: "done" } },
  });
  expect(failure?.steps[1]?.tries).toBeGreaterThan(1);
});

test("alternatives and distinct values of the tries do not count", async () => {
  const { server } = slowServer(3);
  const until =
    "until: { oneOf: [{ because: early, json: { state: done, result: { distinct: true } } }, { because: never, status: 404 }] }, within: 5000, every: 5";
  const rules = {
    it: `${START}  - { call: State, with: { x-id: $id }, ${until}, then: { json: { result: { distinct: true } } } }`,
  };
  const { verdicts } = await judge(rules, server);
  expect(verdicts["it"]).toMatchObject({ verdict: "pass", alternatives: {} });
});

const missing = ["bash", "curl"].some((name) => spawnSync(name, ["--version"]).status !== 0);

test.skipIf(missing)("a failure after waiting is replayed and repeated with the wait", async () => {
  const { server, jobs } = slowServer(3);
  const rules = {
    it: `${START}  - { call: State, with: { x-id: $id }, ${WAIT}, then: { json: { result: r-1 } } }`,
  };
  const specs = httpSpecs({ service: SERVICE, operation: "Start", rules });
  await withServer(server, async (baseUrl) => {
    const open = await openHttp(specs, httpTarget(baseUrl));
    try {
      const [rule] = specs.rules;
      if (!rule) throw new Error("there is a rule");
      const unit = { open, rule, bindings: rule.bindings, runs: 1, vocabulary: VOCABULARY };
      const [failure] = (await judgeUnit(unit)).failures;
      if (!failure) throw new Error("it fails");
      expect(failure.curl).toMatch(
        /\nsleep 1 # the next call was made 3 times in \d+ ms before it was answered so\ncurl /,
      );
      jobs.clear();
      const again = await replayFailure({
        open,
        rule: undefined,
        service: rule.service,
        failure,
        vocabulary: VOCABULARY,
      });
      expect(again?.verdict).toBe("violated");
      expect([...jobs.values()]).toEqual([3]);
      await run("bash", ["-c", failure.curl]);
      expect([...jobs.values()]).toEqual([3, 1]);
    } finally {
      await open.close();
    }
  });
});

test("what cannot be waited for is told with its place", () => {
  const problems = (more: string) =>
    httpProblems({
      service: SERVICE,
      operation: "Start",
      rules: { it: `steps: [{ call: Start, then: { status: 200 }, ${more} }]` },
    });
  expect(problems("until: { status: 200 }")).toEqual([
    "[spec-invalid]",
    'rules.yaml:11:51: "until" needs "within" beside it',
  ]);
  expect(problems("every: 5")).toEqual([
    "[spec-invalid]",
    'rules.yaml:11:51: "every" needs "until" beside it',
  ]);
  expect(problems("until: { noAnswer: true }, within: 5")).toEqual([
    "[spec-invalid]",
    expect.stringContaining(
      'rules.yaml:11:60: the check "noAnswer" says nothing about the answer of Start\n  checks here: refused, status, json,',
    ),
  ]);
  expect(problems("until: { json: { a: $b } }, within: 5")).toEqual([
    "[spec-invalid]",
    expect.stringContaining('rules.yaml:11:71: unknown reference "$b"'),
  ]);
  expect(problems("until: { status: 200 }, within: 0")).toEqual([
    "[spec-invalid]",
    'rules.yaml:11:83: "within" must be 1 or more; found 0',
  ]);
});
