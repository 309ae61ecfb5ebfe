import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDotNetGuid } from "../../generators/dotnet-guid.ts";
import type { PrincipalState } from "../../generators/generator.ts";
import { findGenerator } from "../../generators/registry.ts";
import type { JsonValue } from "../../src/model/value.ts";

const STATES: readonly PrincipalState[] = [
  "owner",
  "stranger",
  "ended",
  "unknown",
  "empty",
  "missing",
  "owner-longer",
  "owner-shorter",
  "owner-recased",
  "owner-prefixed",
];

const CLAIMS: readonly {
  readonly name: string;
  readonly states: readonly PrincipalState[];
  readonly literals: boolean;
}[] = [
  {
    name: "ticket.any",
    states: ["owner", "stranger", "ended", "unknown", "empty", "owner-longer", "owner-shorter"],
    literals: true,
  },
  {
    name: "ticket.invalid",
    states: ["ended", "unknown", "empty", "owner-longer", "owner-shorter"],
    literals: true,
  },
  { name: "ticket.gone", states: ["ended", "unknown"], literals: false },
  { name: "ticket.missing-or-malformed", states: ["empty"], literals: true },
  { name: "ticket.malformed", states: [], literals: true },
  { name: "key.any", states: ["owner", "stranger", "unknown", "missing"], literals: true },
  {
    name: "key.invalid",
    states: ["unknown", "owner-longer", "owner-shorter", "owner-recased", "owner-prefixed"],
    literals: true,
  },
];

describe.each(CLAIMS)("$name", ({ name, states, literals }) => {
  test("tries each of its states and, where it has them, literals within 100 runs", () => {
    const values = sample(name, STATES);
    expect(new Set(values.filter((value) => typeof value === "string"))).toEqual(new Set(states));
    expect(values.some((value) => typeof value === "object")).toBe(literals);
  });

  test("never uses a state that the target cannot provide, in values or in its table", () => {
    const others = STATES.filter((other) => !states.includes(other));
    const isLeftWithNothing = states.length === 1 && !literals;
    if (isLeftWithNothing) expect(() => sample(name, others)).toThrow(/provides none of/);
    const spared = isLeftWithNothing ? [] : states;
    const used = spared.flatMap((state) => {
      const without = STATES.filter((other) => other !== state);
      const table = findGenerator(name)?.table?.({}, { principals: without }) ?? [];
      return [...sample(name, without), ...table].includes(state) ? [state] : [];
    });
    expect(used).toEqual([]);
  });
});

test("tickets without a state that the target provides are an error, not an empty table", () => {
  const gone = findGenerator("ticket.gone");
  const nobody = { principals: ["owner"] as const };
  expect(() => gone?.arbitrary({}, nobody)).toThrow(/provides none of unknown, ended/);
  expect(() => gone?.table?.({}, nobody)).toThrow(RangeError);
});

test("malformed tickets are short, of letters, digits and dashes, and no GUIDs", () => {
  const tickets = findGenerator("ticket.malformed")?.arbitrary({}, { principals: [] });
  fc.assert(
    fc.property(tickets as fc.Arbitrary<{ readonly literal: string }>, ({ literal }) => {
      expect(literal).toMatch(/^[0-9A-Za-z-]{1,37}$/);
      expect(isDotNetGuid(literal)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test("a ticket that fails only when malformed shrinks to the literal x", () => {
  const tickets = findGenerator("ticket.invalid")?.arbitrary({}, { principals: STATES });
  const property = fc.property(
    tickets as fc.Arbitrary<JsonValue>,
    (value) => typeof value === "string",
  );
  expect(fc.check(property, { seed: 1 }).counterexample).toEqual([{ literal: "x" }]);
});

function sample(name: string, principals: readonly PrincipalState[]): readonly JsonValue[] {
  const arbitrary = findGenerator(name)?.arbitrary({}, { principals }) as fc.Arbitrary<JsonValue>;
  return fc.sample(arbitrary, { seed: 1, numRuns: 100 });
}
