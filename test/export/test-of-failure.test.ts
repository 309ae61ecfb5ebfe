import { expect, test } from "vitest";
import type { Part } from "../../src/export/exported-test.ts";
import { testOfFailure } from "../../src/export/read/test-of-failure.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import type { Failure, RecordedStep } from "../../src/model/failure.ts";
import type { Operation } from "../../src/model/operation.ts";
import type { RuleReport } from "../../src/model/report.ts";

const URL_OF = "http://127.0.0.1:8080/srv.asmx";
const ID = "6c9da7aa-5de2-4a62-91c2-3305b3710567";
const CREATED = `<response success="true" error="" UploadHandler="${ID}" ChunkSize="42" />`;
const REFUSED = '<response success="false" error="gone" />';

function exchange(path: string, answer: string | null, body = ""): Exchange {
  const method = body === "" ? "GET" : "POST";
  const headers = body === "" ? {} : { "content-type": "application/x-www-form-urlencoded" };
  const request = { method, url: `${URL_OF}${path}`, headers, body };
  if (answer === null) {
    const failure = { code: "reset", message: "the connection was reset" } as const;
    return { request, response: null, failure, durationMs: 1 };
  }
  return { request, response: { status: 200, headers: {}, body: answer }, durationMs: 1 };
}

function step(call: string, more: Partial<RecordedStep> = {}): RecordedStep {
  return { call, binding: "get", as: "owner", with: {}, answer: "", ...more };
}

const CREATE = step("Create", { save: { handler: "uploadhandler", size: "ChunkSize" } });
const DELETE = step("Delete", { with: { UploadHandler: "$handler" }, judged: { success: true } });
const EXCHANGES = [
  exchange("/Create?authenticationTicket=‹ticket:owner›", CREATED),
  exchange(`/Delete?authenticationTicket=‹ticket:owner›&UploadHandler=${ID}`, REFUSED),
];

function exported(
  failure: Partial<Failure> = {},
  { property, answer = "xml" }: { property?: string; answer?: Operation["answer"] } = {},
): ReturnType<typeof testOfFailure> {
  const steps = [CREATE, DELETE];
  const whole = { id: "1", binding: "get", expected: ["success=true"], actual: "success=false" };
  const given = { ...whole, curl: "", step: 2, steps, exchanges: EXCHANGES, ...failure };
  const described = { answer } as Operation;
  const operations = { acme: { Create: described, Delete: described, Get: described } };
  const rule = { id: "acme.delete.twice", service: "acme" } as RuleReport;
  return testOfFailure({ target: "t", rule, failure: given as Failure, operations, property });
}

const sentBy = (parts: readonly Part[] | undefined) => parts;

test("a value that the server chose, a credential and the address are what another run has", () => {
  const { requests, variables, base } = exported();
  expect(base).toBe("http://127.0.0.1:8080");
  expect(sentBy(requests[1]?.url)).toEqual([
    { kind: "base" },
    "/srv.asmx/Delete?authenticationTicket=",
    { kind: "variable", name: "OWNER_TICKET", into: "url" },
    "&UploadHandler=",
    { kind: "saved", name: "handler", into: "url" },
  ]);
  // Nothing sends the size: a test shall not fail for want of it.
  expect(requests[0]?.saves).toEqual([{ name: "handler", from: { attribute: "uploadhandler" } }]);
  expect(variables.map(({ name }) => name)).toEqual(["OWNER_TICKET"]);
});

test("a short value counts where the step names it, and stands by itself", () => {
  const read = step("Get", { with: { Size: "$size" }, judged: { success: true } });
  const [create] = EXCHANGES;
  const at = (query: string) => ({
    steps: [CREATE, read],
    exchanges: [create as Exchange, exchange(`/Get?${query}`, REFUSED)],
  });
  expect(exported(at("Size=42&Page=1042")).requests[1]?.url).toContainEqual({
    kind: "saved",
    name: "size",
    into: "url",
  });
  expect(() => exported(at("Size=42&Page=42"))).toThrow(/stands in a request twice/);
  expect(() => exported(at("Size=43"))).toThrow(/something made of "size"/);
});

test("no answer at all is a failure that any client sees", () => {
  const [create, gone] = [EXCHANGES[0], exchange(`/Delete?UploadHandler=${ID}`, null)];
  expect(exported({ exchanges: [create as Exchange, gone] }).requests).toHaveLength(2);
});

test("a document is compared by its bytes, those of the chunks that were taken", () => {
  const payload = { bytes: { size: 3, seed: 1 } };
  const sent = step("Create", { with: { chunk: payload } });
  const read = step("Get", { judged: { bytes: "$sent" } });
  const exchanges = [exchange("/Create", CREATED, "chunk=iQ0K"), exchange("/Get", "no")];
  const { requests } = exported({ steps: [sent, read], exchanges });
  expect(requests[1]?.checks[0]?.holds).toMatchObject({ of: { kind: "documentDigest" } });
});

test.each<[string, Partial<Failure>, { property?: string }, RegExp]>([
  ["a race", {}, { property: "race-delete" }, /several requests in flight/],
  ["a model", {}, { property: "any-sequence" }, /judged by more than the answer of one request/],
  [
    "a step that judges nothing",
    { steps: [CREATE, step("Delete", { with: { UploadHandler: "$handler" } })] },
    {},
    /judged by more than the answer of one request/,
  ],
  [
    "a transfer that is cut",
    { steps: [{ ...CREATE, transfer: { cut: 3 } }, DELETE] },
    {},
    /step 1 goes over the wire/,
  ],
  [
    "polling",
    { steps: [CREATE, { ...DELETE, until: { success: true }, within: 10, every: 1 }] },
    {},
    /step 2 is made again/,
  ],
  [
    "a comparison of answers",
    { steps: [CREATE, { ...DELETE, judged: { sameAs: "$before" } }] },
    {},
    /comparing answers/,
  ],
  [
    "a value computed of an answer",
    { steps: [CREATE, { ...DELETE, with: { UploadHandler: { upper: "$handler" } } }] },
    {},
    /something computed \(upper\)/,
  ],
  [
    "a check that looks further",
    { steps: [CREATE, { ...DELETE, judged: { zip: {} } }] },
    {},
    /the check "zip" needs more/,
  ],
  [
    "a credential in a spelling of its own",
    {
      exchanges: [
        EXCHANGES[0] as Exchange,
        exchange(`/Delete?t=‹ticket:owner-longer›&h=${ID}`, REFUSED),
      ],
    },
    {},
    /spelling of its own/,
  ],
  [
    "what was right by the recorded answer",
    { exchanges: [EXCHANGES[0] as Exchange, exchange(`/Delete?UploadHandler=${ID}`, CREATED)] },
    {},
    /does not show in the recorded answer/,
  ],
  [
    "a request that the report shows a part of",
    {
      exchanges: [
        EXCHANGES[0] as Exchange,
        exchange("/Delete", REFUSED, `h=${ID}‹cut here: 99999 characters in all›`),
      ],
    },
    {},
    /does not show all/,
  ],
])("%s is told, and no test is written that could not fail", (_, failure, known, reason) => {
  expect(() => exported(failure, known)).toThrow(
    expect.objectContaining({ name: "NotExpressible", message: expect.stringMatching(reason) }),
  );
});

test("what the environment holds goes to the server alone, whatever else a report names", () => {
  const elsewhere = (url: string): Exchange => {
    const given = exchange("/Delete", REFUSED);
    return { ...given, request: { ...given.request, url: `${url}?h=${ID}&t=‹ticket:owner›` } };
  };
  for (const url of [
    "http://other.example/x",
    "http://127.0.0.1:80801/x",
    "http://127.0.0.1:8080@x/",
  ]) {
    const exchanges = [EXCHANGES[0] as Exchange, elsewhere(url)];
    expect(() => exported({ exchanges }), url).toThrow(/another address/);
  }
});
