import { expect, test } from "vitest";
import { isAccepted, isRefused } from "../../src/judge/answer/answer.ts";
import { judgeHttp, told } from "./judge-http.ts";

const SERVICE = `
operations:
  Make:
    bindings: [rest]
    answer: json
    http: { method: POST, path: /make }
  Drop:
    bindings: [rest]
    answer: none
    http: { method: DELETE, path: /make }
`;

const rules = {
  "the-status": "steps: [{ call: Make, then: { status: 201 } }]",
  "another-rule":
    "steps: [{ call: Make, expect: accepted }, { call: Drop, then: { status: 204 } }]",
};

test.each([200, 201, 202, 204, 206, 226, 299])(
  "set-up that is accepted with HTTP %i fails no rule but that about its status",
  async (status) => {
    const files = { service: SERVICE, operation: "Make", rules };
    const judged = await judgeHttp(files, (request, response) => {
      response.writeHead(request.method === "DELETE" ? 204 : status).end();
    });
    const verdicts = told(judged);
    expect(verdicts["another-rule"]).toBe("pass");
    expect(verdicts["the-status"]).toMatch(status === 201 ? /^pass$/ : /^fail: expected HTTP 201/);
  },
);

test.each([300, 304, 400, 404, 500])("HTTP %i is not accepted", async (status) => {
  const files = { service: SERVICE, operation: "Make", rules };
  const judged = await judgeHttp(files, (request, response) => {
    response.writeHead(request.method === "DELETE" ? 204 : status).end();
  });
  expect(told(judged)["another-rule"]).toMatch(
    /^inconclusive: step 1, Make, should be accepted but got HTTP/,
  );
});

test.each(["json", "http"] as const)("an answer of kind %s is accepted by its class", (kind) => {
  for (const status of [199, 200, 299, 300, 399, 400, 599, 999]) {
    const answer =
      kind === "json"
        ? ({ kind, status, text: "" } as const)
        : ({ kind, status, bytes: Buffer.alloc(0) } as const);
    expect([status, isAccepted(answer)]).toEqual([status, status >= 200 && status < 300]);
    expect([status, isRefused(answer)]).toEqual([status, status >= 400]);
  }
});
