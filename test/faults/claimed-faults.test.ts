import { expect, test } from "vitest";
import { FAULTS } from "../../reference/faults.ts";
import { judgeWith, SPECS } from "../run/judge-with.ts";

const claims = new Map(
  FAULTS.map((fault) => [
    fault.name,
    SPECS.rules.filter(({ faults }) => faults.includes(fault.name)),
  ]),
);

/** Faults that show over one binding only cannot fail a rule over the others. */
test.each(
  FAULTS.filter(({ name }) => claims.get(name)?.length).map(({ name, title }) => [name, title]),
)("%s is found by every rule that claims it: %s", async (name) => {
  const rules = claims.get(name as (typeof FAULTS)[number]["name"]) ?? [];
  const { verdicts } = await judgeWith(rules, { faults: [name] });
  for (const rule of rules) {
    const own = verdicts.filter((verdict) => verdict.rule === rule.id);
    const failed = own.filter(({ verdict }) => verdict === "fail");
    const others = own.map(
      ({ binding, verdict, reason }) => `${binding}: ${verdict} ${reason ?? ""}`,
    );
    expect(failed.length, `${rule.id}: ${others.join("; ")}`).toBeGreaterThan(0);
    for (const { failures } of failed) {
      // A race is proof by itself: how often it shows again is another matter.
      const times = rule.tags.includes("race") ? /^[1-9]\d*\/11$/ : /^3\/3$/;
      expect(failures[0]?.reproduced).toMatch(times);
      expect(failures[0]?.curl).toContain("curl ");
    }
  }
});

test("the server without faults passes every rule, and is left as it was found", async () => {
  const { verdicts, leftovers } = await judgeWith(SPECS.rules, {}, { runs: 20 });
  const bad = verdicts.filter(({ verdict }) => !["pass", "observed"].includes(verdict));
  expect(bad.map(({ rule, binding, reason }) => `${rule} ${binding}: ${reason}`)).toEqual([]);
  expect(leftovers).toEqual([]);
});
