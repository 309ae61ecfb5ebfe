import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planPart } from "../../src/cli/plan-part.ts";
import { shardOption } from "../../src/cli/shard-option.ts";
import type { Binding } from "../../src/model/binding.ts";
import type { Rule } from "../../src/model/rule.ts";
import { planDigest } from "../../src/rules/select/plan-units.ts";
import { shareOut } from "../../src/rules/select/shard.ts";
import type { CostOf } from "../../src/run/plan/expected-cost.ts";
import { printedFailure } from "../schema/printed.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";
import { expectedOn, measuredBy, tookOf } from "./costs-of.ts";

const { rules } = BUILT_IN;
const EXPECTED = expectedOn({ embedded: true });
/** Of a report in which rules took other times than is expected, and that does not tell of the last ones. */
const MEASURED = measuredBy(
  { acme: rules.slice(0, -20).map((rule, at) => tookOf(rule, (at % 7) * 100 + at)) },
  EXPECTED,
);

/** `rule [binding]` of everything that a part of a run judges. */
function units(part: ReturnType<typeof planPart>): readonly string[] {
  return part.selected.flatMap(({ rule, bindings }) =>
    bindings.length > 0 ? bindings.map((name) => `${rule.id} [${name}]`) : [`${rule.id} []`],
  );
}

function part(index: number, of: number, binding?: readonly ("get" | "post" | "soap11")[]) {
  return planPart(
    rules,
    { shard: { index, of }, seed: 1, ...(binding ? { binding } : {}) },
    "100 cases",
  );
}

describe("the shards of a run", () => {
  test.each([1, 2, 3, 4, 7, 64])("judge everything once together: %d of them", (of) => {
    const all = Array.from({ length: of }, (_, at) => units(part(at + 1, of))).flat();
    expect(all.toSorted()).toEqual(units(planPart(rules, {}, "100 cases")).toSorted());
  });

  test("also with a filter that leaves a rule about several bindings none", () => {
    const all = [1, 2, 3].flatMap((index) => units(part(index, 3, ["get"])));
    expect(all.toSorted()).toEqual(units(planPart(rules, { binding: ["get"] }, "x")).toSorted());
    expect(all.some((unit) => unit.endsWith(" []"))).toBe(true);
  });

  test("judge everything once whatever it costs, in whatever order the rule files have it", () => {
    const some = fc.subarray([...rules], { minLength: 1, maxLength: 60 });
    const costs = fc.array(fc.oneof(fc.nat(5000), fc.double({ min: 0, max: 1e9, noNaN: true })), {
      minLength: 7,
      maxLength: 40,
    });
    fc.assert(
      fc.property(some, costs, fc.integer({ min: 1, max: 12 }), fc.nat(), (own, all, of, turn) => {
        const costOf: CostOf = ({ id }, [first = ""]) =>
          all[(id.length * 31 + id.charCodeAt(id.length - 1) + first.length) % all.length] ?? 0;
        const turned = [...own.slice(turn % own.length), ...own.slice(0, turn % own.length)];
        const partOf = (selected: readonly Rule[], index: number) =>
          planPart(selected, { shard: { index, of }, seed: 1 }, "x", costOf);
        const indexes = Array.from({ length: of }, (_, at) => at + 1);
        const parts = indexes.map((index) => partOf(own, index));
        expect(parts.flatMap(units).toSorted()).toEqual(units(planPart(own, {}, "x")).toSorted());
        for (const [at, other] of indexes.map((index) => partOf(turned, index)).entries()) {
          expect(units(other).toSorted()).toEqual(parts[at] && units(parts[at]).toSorted());
          expect(other.info).toEqual(parts[at]?.info);
        }
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ["what is expected", EXPECTED],
    ["what an earlier report says", MEASURED],
  ])("have as much to do each, by %s", (_, costOf) => {
    for (const of of [2, 4, 8]) {
      const loads = Array.from({ length: of }, (__, at) =>
        planPart(rules, { shard: { index: at + 1, of }, seed: 1 }, "x", costOf)
          .selected.flatMap(({ rule, bindings }) =>
            bindings.map((label) => costOf(rule, label.split("+") as Binding[])),
          )
          .reduce((sum, cost) => sum + cost, 0),
      );
      const mean = loads.reduce((sum, load) => sum + load, 0) / of;
      expect(Math.max(...loads) / mean).toBeLessThan(1.02);
    }
  });

  test("have at most what the dearest unit costs above the mean", () => {
    const weighed = fc.record({ name: fc.string(), cost: fc.integer({ min: 1, max: 1e9 }) });
    const some = fc.uniqueArray(weighed, { selector: ({ name }) => name, minLength: 1 });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 20 }), (all, of) => {
        const shards = shareOut(all, of);
        const loads = Array.from({ length: of }, () => 0);
        for (const { name, cost } of all) {
          const at = (shards.get(name) ?? 0) - 1;
          loads[at] = (loads[at] ?? Number.NaN) + cost;
        }
        const sum = all.reduce((total, { cost }) => total + cost, 0);
        const dearest = Math.max(...all.map(({ cost }) => cost));
        expect(Math.max(...loads)).toBeLessThanOrEqual(sum / of + dearest);
        expect(shareOut(all.toReversed(), of)).toEqual(shards);
      }),
    );
  });

  test("have one plan, which other filters or cases do not have", () => {
    const plans = [1, 2, 3].map((index) => part(index, 3).info.plan);
    expect(new Set(plans).size).toBe(1);
    expect(part(1, 3, ["get"]).info.plan).not.toBe(plans[0]);
    const few = planPart(rules, { shard: { index: 1, of: 3 }, seed: 1 }, "10 cases");
    expect(few.info.plan).not.toBe(plans[0]);
    expect(planDigest([["a", "get", 1]], "")).not.toBe(planDigest([["a", "post", 1]], ""));
    // Whose parts are others would judge rules twice or not at all.
    const shard = { shard: { index: 1, of: 3 }, seed: 1 };
    expect(planPart(rules, shard, "100 cases", EXPECTED).info.plan).not.toBe(plans[0]);
  });

  test("know of every rule that another one has, also of one over no binding that was asked for", () => {
    for (const { rules: own, elsewhere } of [1, 2, 3].map((index) => part(index, 3, ["get"]))) {
      const known = [...own.map(({ id }) => id), ...elsewhere];
      expect(new Set(known)).toEqual(new Set(rules.map(({ id }) => id)));
    }
    expect(rules.some(({ bindings }) => !bindings.includes("get"))).toBe(true);
  });

  test("need a seed that all of them can be given", () => {
    expect(printedFailure(() => planPart(rules, { shard: { index: 1, of: 2 } }, "x"))).toEqual([
      "[shard-without-seed]",
      "the shards of a run need the same seed\n  give every one of them the same --seed N",
    ]);
  });
});

describe("--shard", () => {
  const parse = (text: string, index?: string) =>
    shardOption(index === undefined ? {} : { JOB_COMPLETION_INDEX: index })(text);

  test("takes I/N, counting from 1", () => {
    expect(parse("2/4")).toEqual({ index: 2, of: 4 });
    expect(parse("1/1")).toEqual({ index: 1, of: 1 });
  });

  test("takes the index of an Indexed Job's pod, which counts from 0", () => {
    expect(parse("job/4", "0")).toEqual({ index: 1, of: 4 });
    expect(parse("job/4", "3")).toEqual({ index: 4, of: 4 });
    expect(parse("2/4", "3")).toEqual({ index: 2, of: 4 });
  });

  test.each([
    [{ ID: "0", MIN: "0", STEP: "1" }, 1],
    [{ ID: "3", MIN: "0", STEP: "1" }, 4],
    [{ ID: "1", MIN: "1", STEP: "1" }, 1],
    [{ ID: "16", MIN: "10", STEP: "2" }, 4],
  ])("takes the place in a Slurm job array, which counts as it says: %j", (task, index) => {
    const told = Object.entries(task).map(([name, value]) => [`SLURM_ARRAY_TASK_${name}`, value]);
    expect(shardOption(Object.fromEntries(told))("job/4")).toEqual({ index, of: 4 });
  });

  test("refuses a place outside of a Slurm job array, and one between its steps", () => {
    const parse = (ID: string) =>
      shardOption({
        SLURM_ARRAY_TASK_ID: ID,
        SLURM_ARRAY_TASK_MIN: "2",
        SLURM_ARRAY_TASK_STEP: "2",
      })("job/4");
    for (const id of ["3", "10", "0"])
      expect(() => parse(id)).toThrow(
        `SLURM_ARRAY_TASK_ID is ${id}: of 4 jobs it must be one of 2 to 8.`,
      );
  });

  test.each([
    ["4", undefined, "I/N is needed"],
    ["a/b", undefined, "I/N is needed"],
    ["1/2/3", undefined, "I/N is needed"],
    ["-1/4", undefined, "I/N is needed"],
    ["0/4", undefined, "I must be one of 1 to 4"],
    ["5/4", undefined, "I must be one of 1 to 4"],
    ["1/0", undefined, "There can be 1 to 1000 shards"],
    ["1/1001", undefined, "There can be 1 to 1000 shards"],
    ["job/4", undefined, "neither is set"],
    ["job/4", "4", "JOB_COMPLETION_INDEX is 4: of 4 jobs it must be one of 0 to 3"],
    ["job/4", "x", 'it is "x"'],
  ])("refuses %s with index %s", (text, index, message) => {
    expect(() => parse(text, index)).toThrow(message);
  });
});
