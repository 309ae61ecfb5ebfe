import { expect, test } from "vitest";
import { inOrder } from "../../src/run/campaign/in-order.ts";

interface Unit {
  readonly name: string;
  readonly rule: { readonly id: string; readonly faults: readonly string[] };
  readonly requests: number;
  readonly first?: true;
  readonly isSlow?: boolean;
}

function unit(name: string, requests: number, more: Partial<Unit> = {}): Unit {
  return { name, requests, rule: { id: name, faults: [] }, ...more };
}

function names(units: readonly Unit[], concurrency: number): readonly string[] {
  return inOrder(units, concurrency).map(({ name }) => name);
}

test("what finds most for its requests comes first, over one binding of each rule before the others", () => {
  const many = { id: "many", faults: ["a", "b", "c"] };
  const units = [
    unit("long", 30),
    unit("short", 4),
    unit("many get", 8, { rule: many }),
    unit("many post", 8, { rule: many }),
  ];
  expect(names(units, 1)).toEqual(["long", "many get", "short", "many post"]);
  expect(names([unit("middle", 10), ...units.slice(1)], 1)).toEqual([
    "many get",
    "short",
    "middle",
    "many post",
  ]);
});

test("what is known to find only what another finds for less comes after what finds more", () => {
  const rule = (id: string, ...faults: readonly string[]) => ({ rule: { id, faults } });
  const units = [
    unit("same for more", 8, rule("a", "one", "two")),
    unit("same for less", 6, rule("b", "one", "two")),
    unit("another", 12, rule("c", "three")),
    unit("wide", 60, rule("d")),
  ];
  expect(names(units, 1)).toEqual(["wide", "same for less", "another", "same for more"]);
  expect(names(units.slice(0, 3), 1)).toEqual(["same for less", "another", "same for more"]);
});

test("what failed last time goes before, and what is slow waits for nothing", () => {
  const units = [
    unit("a", 5),
    unit("b", 5),
    unit("slow", 5_000, { isSlow: true }),
    unit("failed", 5, { first: true }),
  ];
  expect(names(units, 1)).toEqual(["failed", "slow", "a", "b"]);
});

test("with more lanes more of them are long: all would wait for those in the end", () => {
  const units = [...Array.from({ length: 20 }, (_, n) => unit(`u${n}`, 10)), unit("chain", 60)];
  expect(names(units, 2).indexOf("chain")).toBe(20);
  expect(names(units, 8)[0]).toBe("chain");
});
