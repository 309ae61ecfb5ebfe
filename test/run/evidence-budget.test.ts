import { expect, test } from "vitest";
import type { Exchange } from "../../src/model/exchange.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import { createEvidenceBudget } from "../../src/run/campaign/evidence-budget.ts";

const exchange = (body: string): Exchange => ({
  request: { method: "POST", url: "http://localhost/", headers: { a: "1" }, body },
  response: { status: 200, headers: { b: "x".repeat(5000) }, body: `${body} ${"y".repeat(5000)}` },
  durationMs: 1,
});

const verdict = (...bodies: readonly string[]): UnitVerdict => {
  const exchanges = bodies.map(exchange);
  const steps = bodies.map(() => ({}));
  const failure = { id: "a", step: 1, steps, exchanges } as unknown as Failure;
  return { verdict: "fail", failures: [failure] } as unknown as UnitVerdict;
};

test("the first failures keep all of their exchanges, those after them the one that failed, cut", () => {
  const first = verdict("one", "two");
  const keep = createEvidenceBudget(JSON.stringify(first.failures[0]?.exchanges).length + 100);
  expect(keep(first)).toEqual(first);
  const [failure] = keep(verdict("one", "two")).failures;
  expect(failure?.steps).toHaveLength(2);
  expect(failure?.exchanges).toHaveLength(1);
  const [{ request, response } = exchange("")] = failure?.exchanges ?? [];
  expect(request).toEqual(exchange("one").request);
  expect(response?.body.startsWith("one y")).toBe(true);
  expect(response?.body.length).toBeLessThan(410);
  expect(response?.headers["b"]?.length).toBeLessThan(410);
});

test("what passed is left alone", () => {
  const passed = { verdict: "pass", failures: [] } as unknown as UnitVerdict;
  expect(createEvidenceBudget(0)(passed)).toBe(passed);
});
