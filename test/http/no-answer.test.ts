import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { httpProblems, judgeHttp, told } from "./judge-http.ts";

const SERVICE = `
operations:
  Send:
    bindings: [rest]
    answer: none
    http: { method: POST, path: /send }
    parameters: { x-case: { type: string, in: header } }
`;

const server: RequestListener = (request, response) => {
  switch (request.headers["x-case"]) {
    case "close":
      request.socket.destroy();
      break;
    case "silence":
      break;
    case "begun":
      response.writeHead(200, { "content-length": "100" });
      response.write("x", () => request.socket.destroy());
      break;
    default:
      response.writeHead(400).end();
  }
};

const judged = (what: string, checks: string): string =>
  `steps: [{ call: Send, with: { x-case: ${what} }, then: ${checks} }]`;
const EITHER =
  "{ oneOf: [{ because: it may close, noAnswer: true }, { because: or refuse, status: 400 }] }";

test("no answer is what a rule may expect, by itself or as one of several", async () => {
  const rules = {
    closed: judged("close", "{ noAnswer: true }"),
    silent: judged("silence", "{ noAnswer: true }"),
    either: judged("close", EITHER),
    other: judged("refuse", EITHER),
    "wrong-answer": judged("refuse", "{ noAnswer: true }"),
    "wrong-status": judged("close", EITHER.replace("noAnswer: true", "status: 404")),
    // Half an answer is one; and where an answer is expected, none says nothing.
    half: judged("begun", "{ noAnswer: true }"),
    unexpected: judged("close", "{ status: 400 }"),
  };
  const limits = { requestsPerSecond: 0, concurrency: 4, timeoutMs: 300, maxUploadBytes: 1024 };
  const judgedHttp = await judgeHttp({ service: SERVICE, operation: "Send", rules }, server, {
    limits,
  });
  const verdicts = told(judgedHttp);
  expect(verdicts).toEqual({
    closed: "pass",
    silent: "pass",
    either: "pass",
    other: "pass",
    "wrong-answer":
      "fail: expected no answer: a connection that is closed, or silence until the deadline, got HTTP 400 with an empty body",
    "wrong-status": expect.stringMatching(/^inconclusive: Send got no answer: /),
    half: expect.stringMatching(/^inconclusive: Send got no answer: the connection was closed/),
    unexpected: expect.stringMatching(/^inconclusive: Send got no answer: /),
  });
  expect(judgedHttp.verdicts["either"]?.alternatives).toEqual({ "it may close": 1 });
  const [failure] = judgedHttp.verdicts["wrong-answer"]?.failures ?? [];
  expect(failure).toMatchObject({ reproduced: "3/3", step: 1 });
});

test("a check beside noAnswer is told with its place", () => {
  const rules = { both: judged("close", "{ noAnswer: true, status: 400 }") };
  expect(httpProblems({ service: SERVICE, operation: "Send", rules })).toEqual([
    "[spec-invalid]",
    "rules.yaml:11:60: noAnswer stands alone: what does not come has nothing else to judge\n  judge an answer in another alternative",
  ]);
});
