import { expect, test } from "vitest";
import type { Mismatch } from "../../src/judge/checks/mismatch.ts";
import type { JsonValue } from "../../src/model/value.ts";
import type { CaseResult } from "../../src/run/case/trace.ts";
import { unmetOfControl } from "../../src/run/case/unmet-of-control.ts";
import { judgeWith, SPECS } from "./judge-with.ts";
import { openReference } from "./open-reference.ts";

const [ID, FAULT] = ["tus.create.length-forms", "tus-head-without-length"] as const;

function rule() {
  const found = SPECS.rules.find(({ id }) => id === ID);
  if (!found) throw new Error(`no rule ${ID}`);
  return found;
}

/** What keeps the rule from being judged, in short. */
async function judged(faults: readonly (typeof FAULT)[]) {
  const { verdicts } = await judgeWith([rule()], { faults });
  return verdicts.map(({ verdict, unmet }) => ({
    verdict,
    unmet: unmet?.map(({ step, wanted, about, got }) => [step.call, wanted, about, got]),
  }));
}

test("a control that a header keeps from holding tells the call, and which header it is", async () => {
  const unmet = [["Head", "told", "the header upload-length", "HTTP 200"]];
  expect(await judged([FAULT])).toEqual([{ verdict: "inconclusive", unmet }]);
  expect(await judged([])).toEqual([{ verdict: "pass", unmet: undefined }]);
});

/** Of a control whose only call was answered with 204, and was to be as those checks say. */
async function calls(judgedAs: JsonValue, mismatches: readonly Mismatch[]) {
  const entry = {
    operation: "Head",
    binding: "rest",
    as: "owner",
    with: {},
    without: [],
    save: {},
  };
  const answer = { kind: "http", status: 204, bytes: Buffer.alloc(0), headers: {} };
  const result = {
    ...{ mismatches: mismatches.map((one) => ({ ...one, step: 1 })), exercised: new Set() },
    trace: [{ ...entry, judged: judgedAs, answer }],
  } as unknown as CaseResult;
  const found = unmetOfControl({ open: await openReference({}), rule: rule() }, result);
  return found.map(({ wanted, about, got }) => [wanted, about, got]);
}

test("a control that a status keeps from holding tells the outcome that was promised", async () => {
  const wrong = { expected: "HTTP 404", actual: "HTTP 204" };
  expect(await calls({ status: 404 }, [wrong])).toEqual([["refused", undefined, "HTTP 204"]]);
  const header = { about: "the header a", expected: "the header a is text", actual: "HTTP 204" };
  expect(await calls({ status: 404 }, [wrong, header])).toEqual([
    ["refused", undefined, "HTTP 204"],
    ["told", "the header a", "HTTP 204"],
  ]);
});

test("where a part of it says neither, no call is told", async () => {
  const header = { about: "the header a", expected: "the header a is text", actual: "HTTP 204" };
  const body = { expected: "a body of 3 bytes", actual: "HTTP 204" };
  expect(await calls({ body: {} }, [header, body])).toEqual([]);
  expect(await calls({ body: {} }, [])).toEqual([]);
});
