import { describe, expect, test } from "vitest";
import type { Binding } from "../../src/model/binding.ts";
import type { Rule } from "../../src/model/rule.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";
import { expectedOn, measuredBy, tookOf } from "./costs-of.ts";

const INFOROUTER = {
  services: {
    inforouter: {
      baseUrl: "http://127.0.0.1:1/srv.asmx",
      users: { owner: { uid: "a", pwd: "b" }, stranger: { uid: "c", pwd: "d" } },
    },
  },
};

function ruleOf(id: string): Rule {
  const rule = BUILT_IN.rules.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
}

const GUID = ruleOf("inforouter.delete-upload-handler.malformed-guid");
const UNKNOWN = ruleOf("apidatatools.delete-upload.unknown-id");
const BINDINGS: readonly Binding[] = ["get", "post", "soap11"];

describe("what a rule is expected to cost", () => {
  test("is its requests: more with more cases, and its part of them where they are spread", () => {
    const cost = (runs: number, spread: boolean) =>
      expectedOn({ embedded: true }, { runs, spread })(GUID, ["get"]);
    expect(cost(300, false)).toBeGreaterThan(cost(30, false) * 5);
    expect(cost(300, true)).toBeCloseTo(cost(100, false), 0);
  });

  test("is for a property what its sequences have: the long ones of uploads more than the short ones of deletes", () => {
    const cost = expectedOn({ embedded: true }, { runs: 10, spread: false });
    const uploads = cost(ruleOf("inforouter.create-upload-handler.any-sequence"), BINDINGS);
    const deletes = cost(ruleOf("apidatatools.delete-upload.any-sequence"), ["rest"]);
    // Measured: 20.6 and 9.3 requests a case, and those that remove what it made.
    expect(uploads / 10).toBeGreaterThan(18);
    expect(deletes / 10).toBeGreaterThan(8);
    expect(uploads).toBeGreaterThan(deletes * 1.5);
  });

  test("is nothing where the target declares that it does not apply", () => {
    const cost = expectedOn(INFOROUTER);
    expect(cost(GUID, ["get"])).toBeGreaterThan(0);
    expect(cost(UNKNOWN, ["rest"])).toBe(0);
    const { inforouter } = INFOROUTER.services;
    const overOne = expectedOn({
      services: { inforouter: { ...inforouter, bindings: ["post"] } },
    });
    expect(overOne(GUID, ["get"])).toBe(0);
    // All of the cases are taken over the binding that is left.
    expect(overOne(GUID, ["post"])).toBeGreaterThan(cost(GUID, ["post"]) * 2);
    const readOnly = expectedOn({ ...INFOROUTER, safety: "read-only" });
    const creates = ruleOf("inforouter.delete-upload-handler.twice");
    expect([readOnly(creates, ["get"]), cost(creates, ["get"]) > 0]).toEqual([0, true]);
  });

  test("is the same on a server that is not there, and in every process", () => {
    const again = expectedOn(INFOROUTER);
    const first = expectedOn(INFOROUTER);
    for (const rule of BUILT_IN.rules) {
      for (const binding of rule.bindings) {
        expect(first(rule, [binding])).toBe(again(rule, [binding]));
      }
    }
  });
});

describe("what a rule cost in a report", () => {
  const expected = expectedOn({ embedded: true });
  const took = (rule: Rule, ms: number) => tookOf(rule, ms);
  const sum = (cost: typeof expected, rule: Rule, over: readonly Binding[]): number =>
    over.reduce((all, binding) => all + cost(rule, [binding]), 0);

  test("is its time, each binding its part by what is expected of it", () => {
    const cost = measuredBy({ acme: [took(GUID, 900), took(UNKNOWN, 100)] }, expected);
    expect(sum(cost, GUID, BINDINGS)).toBeCloseTo(900);
    expect(cost(UNKNOWN, ["rest"])).toBeCloseTo(100);
    expect(cost(GUID, ["get"]) / cost(GUID, ["post"])).toBeCloseTo(
      expected(GUID, ["get"]) / expected(GUID, ["post"]),
    );
  });

  test("is that on the target that is judged, where the report has it, else that on all", () => {
    const both = { acme: [took(GUID, 900)], other: [took(GUID, 6000)] };
    expect(sum(measuredBy(both, expected), GUID, BINDINGS)).toBeCloseTo(900);
    const elsewhere = { stage: [took(GUID, 500)], other: [took(GUID, 1000)] };
    expect(sum(measuredBy(elsewhere, expected), GUID, BINDINGS)).toBeCloseTo(1500);
  });

  test("is what as many requests took elsewhere, for a rule that it does not tell of", () => {
    const times = 3;
    const ms = sum(expected, GUID, BINDINGS) * times;
    const cost = measuredBy({ acme: [took(GUID, ms)] }, expected);
    expect(cost(UNKNOWN, ["rest"])).toBeCloseTo(expected(UNKNOWN, ["rest"]) * times);
    const open = { ...took(UNKNOWN, 0), cases: 0, verdict: "inconclusive" as const };
    const still = measuredBy({ acme: [took(GUID, ms), open] }, expected);
    expect(still(UNKNOWN, ["rest"])).toBeCloseTo(expected(UNKNOWN, ["rest"]) * times);
    const away = { ...open, verdict: "not-applicable" as const };
    expect(measuredBy({ acme: [took(GUID, ms), away] }, expected)(UNKNOWN, ["rest"])).toBe(0);
    expect(measuredBy({ acme: [] }, expected)(UNKNOWN, ["rest"])).toBe(expected(UNKNOWN, ["rest"]));
  });
});
