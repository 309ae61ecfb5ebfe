import { expect, test } from "vitest";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { asBinding, judgeWith, SPECS } from "../run/judge-with.ts";
import { sampled } from "../sampled.ts";

/** Each case takes seconds: `assay prove` looks at them, and at `hostile-http`, which has no other. */
const SLOW: readonly string[] = ["cut-body-slows-server", "soap-expands-without-limit"];

const claims = [...VOCABULARY.properties.keys()].flatMap((property) => {
  const rule = SPECS.rules.find((one) => one.property === property);
  const fault = rule?.faults.find((name) => !SLOW.includes(name));
  return rule && fault !== undefined ? [{ property, rule: asBinding(rule), fault }] : [];
});

/** What it sees is only told: it has nothing to blame a server for. */
const TELLS = "relation-odd-requests";

test("every property that blames is looked at here, but for one", () => {
  const left = [...VOCABULARY.properties.keys()].filter(
    (name) => !claims.some((one) => one.property === name),
  );
  expect(left).toEqual(["hostile-http", TELLS]);
});

test.concurrent.each(sampled(claims, { oneIn: 5, name: ({ property }) => property }))(
  "what $property says of $fault is about statements of its rule",
  { retry: 2 },
  async ({ rule, fault }) => {
    const { verdicts } = await judgeWith(
      [rule],
      { faults: [fault] },
      { shrink: false, maxFailures: 1 },
    );
    const failures = verdicts.flatMap((verdict) => verdict.failures);
    expect(failures).not.toEqual([]);
    for (const { statements, signature } of failures) {
      expect(statements).not.toEqual([]);
      expect(rule.statements).toEqual(expect.arrayContaining([...statements]));
      expect(signature.startsWith(`${statements.join(" ")} expected `)).toBe(true);
    }
    for (const { exercised } of verdicts) {
      expect(rule.statements).toEqual(expect.arrayContaining([...exercised]));
    }
  },
);
