import { describe, expect, test } from "vitest";
import { planPart } from "../../src/cli/plan-part.ts";
import { shardOption } from "../../src/cli/shard-option.ts";
import { planDigest } from "../../src/rules/select/plan-units.ts";
import { shardOf } from "../../src/rules/select/shard.ts";
import { printedFailure } from "../schema/printed.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

const { rules } = BUILT_IN;

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

  test("keep a unit whatever the filter is", () => {
    const whole = new Set(units(part(2, 4)));
    const filtered = units(part(2, 4, ["post", "soap11"])).filter((unit) => !/\+|\[\]/.test(unit));
    expect(filtered.length).toBeGreaterThan(0);
    expect(filtered.filter((unit) => !whole.has(unit))).toEqual([]);
  });

  test("keep a rule about several bindings whichever of them a filter leaves", () => {
    const together = rules.filter((rule) => rule.together);
    expect(together.length).toBeGreaterThan(0);
    for (const rule of together) {
      expect(shardOf(rule, ["get", "post"], 16)).toBe(shardOf(rule, rule.bindings, 16));
    }
  });

  test("have about the same number of units each", () => {
    const sizes = [1, 2, 3, 4].map((index) => units(part(index, 4)).length);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    for (const size of sizes) expect(Math.abs(size / mean - 1)).toBeLessThan(0.25);
  });

  test("are the same on every machine and in every version", () => {
    const places = (id: string) => {
      const rule = rules.find((one) => one.id === id);
      return rule ? rule.bindings.map((binding) => shardOf(rule, [binding], 16)) : undefined;
    };
    expect(places("inforouter.delete-upload-handler.guid-before-auth")).toMatchInlineSnapshot(`
      [
        3,
        8,
        11,
      ]
    `);
    expect(places("apidatatools.delete-upload.malformed-id")).toMatchInlineSnapshot(`
      [
        11,
      ]
    `);
  });

  test("have one plan, which other filters or cases do not have", () => {
    const plans = [1, 2, 3].map((index) => part(index, 3).info.plan);
    expect(new Set(plans).size).toBe(1);
    expect(part(1, 3, ["get"]).info.plan).not.toBe(plans[0]);
    const few = planPart(rules, { shard: { index: 1, of: 3 }, seed: 1 }, "10 cases");
    expect(few.info.plan).not.toBe(plans[0]);
    expect(planDigest([["a", "get"]], "")).not.toBe(planDigest([["a", "post"]], ""));
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
