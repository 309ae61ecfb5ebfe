import { expect, test } from "vitest";
import { alignTargets, type TargetNames } from "../../src/judge/report/align-targets.ts";
import { reportOf, targetOf } from "../reporters/fixtures/report-of.ts";

const report = (...names: readonly string[]) =>
  reportOf(names.map((name) => targetOf(name, "conforms", [])));

function pairs(
  older: readonly string[],
  newer: readonly string[],
  wanted?: readonly TargetNames[],
): readonly string[] {
  const found = alignTargets(report(...older), report(...newer), wanted);
  return found.map((pair) => `${pair.old.name} ${pair.new.name}`);
}

test.each([
  ["by name, in the order of the newer report", ["a", "b", "c"], ["c", "x", "a"], ["c c", "a a"]],
  ["the only two, whatever their names are", ["a"], ["b"], ["a b"]],
  ["one of several by its name only", ["a", "b"], ["c"], []],
  ["one among several by its name only", ["c"], ["a", "b"], []],
  ["none of an empty report", [], ["a"], []],
  ["none with an empty report", ["a"], [], []],
])("targets are paired %s", (_, older, newer, expected) => {
  expect(pairs(older, newer)).toEqual(expected);
});

test("those that are wanted are paired as they are wanted", () => {
  const wanted = [{ old: "a", new: "b" }];
  expect(pairs(["a", "b"], ["a", "b"], wanted)).toEqual(["a b"]);
  expect(pairs(["a"], ["b", "c"], wanted)).toEqual(["a b"]);
});

test("a name that a report does not have is an error that says what it has", () => {
  const wanted = [{ old: "acme", new: "acmee" }];
  expect(() => pairs(["zeta", "eta"], ["acme", "b"], wanted)).toThrow(
    expect.objectContaining({
      code: "target-unknown",
      problems: [
        { message: 'the older report has no target "acme"', hint: "it has: zeta, eta" },
        { message: 'the newer report has no target "acmee"', hint: 'did you mean "acme"?' },
      ],
    }),
  );
  expect(() => pairs([], ["acmee"], wanted)).toThrow(
    expect.objectContaining({
      problems: [{ message: 'the older report has no target "acme"', hint: "it has: none" }],
    }),
  );
});
