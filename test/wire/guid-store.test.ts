import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createGuidStore } from "../../src/wire/redact/guid-store.ts";
import { fewer } from "../sampled.ts";

const DIGITS = fc.string({
  unit: fc.constantFrom(..."0123456789abcdef"),
  minLength: 32,
  maxLength: 32,
});
/** Many have a beginning in common. */
const GUIDS = fc.oneof(
  DIGITS,
  DIGITS.map((digits) => `00000a${digits.slice(6)}`),
  DIGITS.map((digits) => `${digits.slice(0, 1).repeat(31)}${digits.slice(-1)}`),
);

test("knows what it was given by its first label, whole and by its beginning, and nothing else", () => {
  const given = fc.array(fc.tuple(GUIDS, fc.constantFrom("ticket:owner", "key:owner")), {
    maxLength: 300,
  });
  fc.assert(
    fc.property(given, fc.array(GUIDS), (known, others) => {
      const store = createGuidStore();
      const expected = new Map<string, string>();
      for (const [guid, label] of known) {
        store.add(guid, label);
        if (!expected.has(guid)) expected.set(guid, label);
      }
      expect(store.size).toBe(expected.size);
      for (const guid of [...expected.keys(), ...others]) {
        expect(store.labelOf(guid)).toBe(expected.get(guid));
        for (const beginning of [guid.slice(0, 6), guid.slice(0, 17)]) {
          const labels = [...expected].filter(([one]) => one.startsWith(beginning));
          const found = store.labelOfBeginning(beginning);
          if (labels.length === 0) expect(found).toBeUndefined();
          else expect(labels.map(([, label]) => label)).toContain(found);
        }
      }
    }),
    { numRuns: fewer(200) },
  );
});

test("has room for a hundred thousand, half of them with one beginning", () => {
  const store = createGuidStore();
  const guids = Array.from({ length: 100_000 }, (_, index) => {
    const guid = randomUUID().replaceAll("-", "");
    return index % 2 === 0 ? guid : `abcdef${guid.slice(6)}`;
  });
  for (const guid of guids) store.add(guid, "ticket:owner");
  expect(store.size).toBe(guids.length);
  expect(guids.every((guid) => store.labelOf(guid) === "ticket:owner")).toBe(true);
  expect(store.labelOf("0".repeat(32))).toBeUndefined();
});
