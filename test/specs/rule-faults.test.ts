import { expect, test } from "vitest";
import type { Fault } from "../../reference/faults/fault.ts";
import { FAULTS } from "../../reference/faults.ts";
import { BUILT_IN, isOfTheDocuments } from "./built-in-specs.ts";

/** Faults of the four documents that no rule finds yet, and why. */
const UNCLAIMED: Readonly<Record<string, string>> = {
  "tickets-never-expire": "a ticket lives 30 days, and no call shortens that",
  "delete-api-refuses-failed": "no documented call makes an upload fail",
};

const faults: ReadonlyMap<string, Fault> = new Map(FAULTS.map((fault) => [fault.name, fault]));
const claimed = new Set(BUILT_IN.rules.flatMap((rule) => rule.faults));
const judging = BUILT_IN.rules.filter(({ level }) => level !== "MAY");

test.each(judging)("$id has a control, and a fault that it finds", ({ control, faults }) => {
  expect(control.kind).not.toBe("none");
  expect(faults).not.toEqual([]);
});

test.each(BUILT_IN.rules.filter((rule) => rule.faults.length > 0))(
  "$id finds faults of what it states",
  (rule) => {
    for (const name of rule.faults) {
      const fault = faults.get(name);
      expect(fault, `the reference server has no fault "${name}"`).toBeDefined();
      const common = fault?.statements.filter((id) => rule.statements.includes(id));
      expect(common, `"${name}" breaks ${fault?.statements}, not ${rule.statements}`).not.toEqual(
        [],
      );
    }
  },
);

test("every fault of the four documents is claimed by a rule, or says why not", () => {
  const unclaimed = [...faults.values()]
    .filter(({ name, statements }) => isOfTheDocuments(statements[0] ?? "") && !claimed.has(name))
    .map(({ name }) => name);
  expect(unclaimed.sort()).toEqual(Object.keys(UNCLAIMED).sort());
});
