import { expect, it } from "vitest";
import { symbolicChecks } from "../../src/run/case/symbolic-checks.ts";

const scopeOf = (id: string): ReadonlyMap<string, string> => new Map([["id", id]]);
const NONE: ReadonlySet<string> = new Set();

it("keeps checks of each case by its own values, and those that refer to nothing as they are", () => {
  const open = { attributes: { id: "$id" } };
  expect(symbolicChecks(open, scopeOf("a"), NONE)).toEqual({ attributes: { id: "a" } });
  expect(symbolicChecks(open, scopeOf("b"), NONE)).toEqual({ attributes: { id: "b" } });
  expect(symbolicChecks(open, scopeOf("b"), new Set(["id"]))).toEqual(open);
  const constant = { success: false, attributes: { size: { add: [1, 2] } } };
  const kept = symbolicChecks(constant, scopeOf("a"), NONE);
  expect(kept).toEqual(symbolicChecks({ ...constant }, scopeOf("b"), NONE));
  expect(symbolicChecks(constant, scopeOf("b"), NONE)).toEqual(kept);
});
