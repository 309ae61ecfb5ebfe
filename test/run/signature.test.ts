import { expect, test } from "vitest";
import type { Mismatch } from "../../src/judge/checks/mismatch.ts";
import { isKnownFailure, kindsOf, signatureOf } from "../../src/run/case/signature.ts";
import type { CaseResult } from "../../src/run/case/trace.ts";

const GONE = "expected a handler that nobody ended to go on working, got refused otherwise";

function failed(...mismatches: readonly (Partial<Mismatch> & { readonly step?: number })[]) {
  return {
    mismatches: mismatches.map((one) => ({ expected: "", actual: "", step: 1, ...one })),
    trace: [],
  } as unknown as CaseResult;
}

test("a signature has the statements, and none of the values that were chosen", () => {
  const words = { expected: 'ChunkSize="262144" of h1', actual: "262145", statements: ["CUH-10"] };
  expect(signatureOf(failed(words))).toBe("CUH-10 expected ChunkSize=# of h#, got #");
});

test("the kind of a mismatch stands for its words", () => {
  const one = { expected: "h0 of owner", kind: GONE, statements: ["DUH-19"] };
  expect(signatureOf(failed(one))).toBe(`DUH-19 ${GONE}`);
});

test("only the first answer that is wrong counts, in whatever order its mismatches are", () => {
  const [a, b] = [{ kind: "a" }, { kind: "b" }];
  expect(signatureOf(failed(b, a, { kind: "c", step: 2 }))).toBe(signatureOf(failed(a, b)));
});

test("a failure is known when a known one of its kind breaks no other statements", () => {
  const known = kindsOf(failed({ kind: GONE, statements: ["DUH-19"] }));
  const isKnown = (...ids: readonly string[]) =>
    isKnownFailure(failed({ kind: GONE, statements: ids }), known);
  expect(isKnown("DUH-19")).toBe(true);
  expect(isKnown("DUH-19", "UFC-06")).toBe(true);
  expect(isKnown("DUH-20")).toBe(false);
  expect(isKnownFailure(failed({ kind: "another", statements: ["DUH-19"] }), known)).toBe(false);
  expect(isKnownFailure(failed(), known)).toBe(false);
});

test("a failure is known when what may be broken instead is known to be", () => {
  const known = kindsOf(failed({ kind: GONE, statements: ["UFC-01"] }));
  const one = { kind: GONE, statements: ["DUH-19"] };
  expect(isKnownFailure(failed(one), known)).toBe(false);
  expect(isKnownFailure(failed({ ...one, orElse: ["UFC-01"] }), known)).toBe(true);
});
