import { expect, test } from "vitest";
import type { Fault } from "../../reference/faults/fault.ts";
import { FAULTS } from "../../reference/faults.ts";
import type { Rule } from "../../src/model/rule.ts";
import { BUILT_IN } from "./built-in-specs.ts";

const faults: ReadonlyMap<string, Fault> = new Map(FAULTS.map((fault) => [fault.name, fault]));
/** Those whose verdict a fault can change, and the observations that say whether what they say holds. */
const judging = BUILT_IN.rules.filter(
  ({ level, faults: own }) => level !== "MAY" || own.length > 0,
);

const place = ({ at }: Rule): string => `${at.file}:${at.line}:${at.column}`;

test.each(judging)("$id has a control, and a fault that it finds", (rule) => {
  expect(
    rule.control.kind,
    `${place(rule)}: the rule has no control: without an accepting twin a refusal says nothing`,
  ).not.toBe("none");
  const missing = `${place(rule)}: the rule names no fault, so nobody knows that it can fail. Add a switch that breaks ${rule.statements.join(", ")} to reference/faults (and the code that asks for it), and name it under the rule's \`faults\`; \`assay prove --fault NAME --rule ${rule.id}\` shows whether the rule finds it`;
  expect(rule.faults, missing).not.toEqual([]);
});

test.each(judging)("$id finds faults of what it states", (rule) => {
  for (const name of rule.faults) {
    const fault = faults.get(name);
    expect(
      fault,
      `${place(rule)}: claims the fault "${name}", which reference/faults does not have: add it there, or mend the name`,
    ).toBeDefined();
    const common = fault?.statements.filter((id) => rule.statements.includes(id));
    expect(
      common,
      `${place(rule)}: "${name}" breaks ${fault?.statements}, and the rule is about ${rule.statements}: one of the two has to name the other's statement`,
    ).not.toEqual([]);
  }
});

test.each(FAULTS)("$name is claimed by a rule", ({ name, statements }) => {
  const claiming = judging.filter((rule) => rule.faults.includes(name));
  const able = judging.filter((rule) =>
    rule.statements.some((id) => (statements as readonly string[]).includes(id)),
  );
  const where = able.map((rule) => `${rule.id} (${place(rule)})`).join(", ");
  const hint = where
    ? `name it under the \`faults\` of a rule that finds it: ${where}`
    : `write a rule for ${statements.join(", ")} in specs, with \`faults: [${name}]\``;
  expect(claiming.length, `no rule claims the fault "${name}": ${hint}`).toBeGreaterThan(0);
});

test("a MAY rule that claims a fault says something that can fail to hold", () => {
  const claiming = BUILT_IN.rules.filter(({ level, faults }) => level === "MAY" && faults.length);
  const silent = claiming.filter(
    ({ steps, property }) => property === undefined && !JSON.stringify(steps).includes('"then":'),
  );
  expect(silent.map((rule) => `${place(rule)}: ${rule.id}`)).toEqual([]);
});
