import { describe, expect, test } from "vitest";
import { causesOf, withCauses } from "../../src/judge/report/causes.ts";
import { mergeVerdicts } from "../../src/judge/report/merge-verdicts.ts";
import { distinctUnmet, isOfSameCall } from "../../src/judge/report/same-call.ts";
import type { Failure, RecordedStep } from "../../src/model/failure.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import type { UnmetCall } from "../../src/model/unmet-call.ts";
import type { JsonValue } from "../../src/model/value.ts";
import { failureOf, ruleOf } from "../reporters/fixtures/report-of.ts";

const STEP: RecordedStep = {
  call: "DeleteUploadHandler",
  binding: "get",
  as: "owner",
  with: { UploadHandler: "not-a-guid" },
  answer: "success=true",
};
const UNMET: UnmetCall = { step: STEP, wanted: "refused", got: "accepted" };

function failing(step: Partial<RecordedStep> = {}, rest: Partial<Failure> = {}): Failure {
  const judged = { success: false, error: "bad-request" };
  return failureOf("get", {
    step: 1,
    signature: "DUH-07 expected error #, got accepted; DUH-07 expected success=false, got accepted",
    steps: [{ ...STEP, with: { UploadHandler: "x" }, judged, ...step }],
    ...rest,
  });
}

describe("a failure is about the call that was in the way", () => {
  test("whatever value a generator chose", () => {
    expect(isOfSameCall(failing(), UNMET)).toBe(true);
    expect(isOfSameCall(failing({ judged: { refused: true } }), UNMET)).toBe(true);
  });

  test.each<readonly [string, Failure]>([
    ["another operation", failing({ call: "DeleteDownloadHandler" })],
    ["another binding", failing({ binding: "post" })],
    ["another user", failing({ as: "unknown" })],
    ["a ticket that a generator made", failing({ as: { literal: "" } })],
    ["a parameter left out", failing({ with: {}, without: ["UploadHandler"] })],
    ["one more parameter", failing({ with: { UploadHandler: "x", path: "/a" } })],
    ["a handler that the server issued", failing({ with: { UploadHandler: "$handler" } })],
    ["a value of another type", failing({ with: { UploadHandler: 1 } })],
    ["another method", failing({ method: "PUT" })],
    ["another spelling of a name", failing({ rename: { UploadHandler: "uploadhandler" } })],
    ["a success that is spelled wrongly", failing({ judged: { attributes: { success: "true" } } })],
    ["an acceptance that was promised", failing({ judged: { success: true } })],
    ["what no step says", failing({}, { steps: [] })],
    ["an earlier step of the case", failing({}, { step: 2 })],
    ["another answer", failing({}, { signature: "DUH-07 expected error #, got refused: [901]" })],
    ["an answer of which that is a part", failing({}, { signature: "got accepted in part" })],
  ])("not where it is about %s", (_, failure) => {
    expect(isOfSameCall(failure, UNMET)).toBe(false);
  });

  test("in the same saved value only by its name", () => {
    const handle = (name: string) => ({ with: { UploadHandler: name } });
    const unmet = { ...UNMET, step: { ...STEP, ...handle("$handler") } };
    expect(isOfSameCall(failing(handle("$handler")), unmet)).toBe(true);
    expect(isOfSameCall(failing(handle("$other")), unmet)).toBe(false);
    expect(isOfSameCall(failing(handle("$$handler")), unmet)).toBe(false);
  });

  test("that should have been accepted where the documents promise that", () => {
    const refused = { signature: "DUH-11 expected success=true, got refused: ticket error" };
    const unmet: UnmetCall = { ...UNMET, wanted: "accepted", got: "refused: ticket error" };
    for (const judged of [{ success: true }, { bytes: "$sent" }, { chunk: "$of" }]) {
      expect(isOfSameCall(failing({ judged }, refused), unmet)).toBe(true);
    }
    expect(isOfSameCall(failing({}, refused), unmet)).toBe(false);
  });
});

test.each<readonly [UnmetCall["wanted"] | undefined, JsonValue]>([
  ["refused", 409],
  ["refused", "4xx"],
  ["refused", [404, 410]],
  ["accepted", 201],
  ["accepted", "2xx"],
  ["accepted", [200, 204]],
  [undefined, [204, 404]],
  [undefined, "3xx"],
  [undefined, []],
])("a promised status says the outcome, too: %s, %j", (wanted, status) => {
  const got = { signature: "TUS-29 expected HTTP #, got HTTP 204" };
  const failure = failing({ judged: { status } }, got);
  for (const outcome of ["accepted", "refused"] as const) {
    const unmet: UnmetCall = { ...UNMET, wanted: outcome, got: "HTTP 204" };
    expect(isOfSameCall(failure, unmet)).toBe(outcome === wanted);
  }
});

test("what the answer tells wrongly is told apart by its part, whatever was asked of it", () => {
  const failure = failing(
    { judged: { headers: { "upload-length": "11" } } },
    {
      signature: "TUS-20 expected the header upload-length is #, got HTTP 200",
      expected: ['the header upload-length is "11"'],
    },
  );
  const unmet: UnmetCall = {
    ...{ step: STEP, wanted: "told", about: "the header upload-length", got: "HTTP 200" },
  };
  expect(isOfSameCall(failure, unmet)).toBe(true);
  expect(isOfSameCall(failure, { ...unmet, about: "the header upload-offset" })).toBe(false);
  expect(isOfSameCall(failure, { ...unmet, about: "the header upload" })).toBe(false);
  expect(isOfSameCall(failure, { ...unmet, got: "HTTP 204" })).toBe(false);
  expect(isOfSameCall(failure, { ...unmet, wanted: "accepted" })).toBe(false);
  const other = { ...unmet, about: "the header upload-offset" };
  expect(distinctUnmet([unmet, other, unmet])).toEqual([other, unmet]);
});

const CAUSE = ruleOf("malformed", {
  verdict: "fail",
  bindings: { get: "fail" },
  failures: [failing()],
});
const OPEN = ruleOf("twice", {
  verdict: "inconclusive",
  bindings: { get: "inconclusive", post: "inconclusive" },
  reason: "control did not hold",
  reasons: { get: "control did not hold", post: "no network" },
  unmet: { get: [UNMET] },
});

test("the reason of a rule that could not be judged names the rule that fails for the call, where it does", () => {
  expect(causesOf(UNMET, [OPEN, CAUSE])).toEqual([CAUSE]);
  const told = `control did not hold; ${CAUSE.id} fails for such a call`;
  const [open, cause] = withCauses([OPEN, CAUSE]);
  expect(open).toEqual({ ...OPEN, reason: told, reasons: { get: told, post: "no network" } });
  expect(cause).toBe(CAUSE);
  expect(withCauses([OPEN, ruleOf("malformed")])[0]).toEqual(OPEN);
});

test("calls that differ in a generated value only are one", () => {
  const other = { ...UNMET, step: { ...STEP, with: { UploadHandler: "x" } } };
  const post = { ...UNMET, step: { ...STEP, binding: "post" as const } };
  expect(distinctUnmet([UNMET, other, post])).toEqual([UNMET, post]);
});

test("over several rounds something else in the way of one is in the way of all", () => {
  const unit = (rest: Partial<UnitVerdict>): UnitVerdict => ({
    ...{ target: "t", rule: "r", binding: "get", verdict: "inconclusive", reason: "a" },
    ...{ cases: 0, requests: 1, durationMs: 1, failures: [], observed: null },
    ...{ exercised: [], alternatives: {} },
    ...rest,
  });
  const unmet = [UNMET];
  expect(mergeVerdicts(unit({ unmet }), unit({ unmet })).unmet).toEqual(unmet);
  expect(mergeVerdicts(unit({ unmet }), unit({}))).not.toHaveProperty("unmet");
  expect(mergeVerdicts(unit({}), unit({ unmet }))).not.toHaveProperty("unmet");
  expect(mergeVerdicts(unit({ unmet }), unit({ verdict: "pass" }))).not.toHaveProperty("unmet");
  expect(mergeVerdicts(unit({ unmet }), unit({ verdict: "not-applicable" })).unmet).toEqual(unmet);
});
