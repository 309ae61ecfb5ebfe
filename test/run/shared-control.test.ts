import { expect, test } from "vitest";
import type { Rule, Step } from "../../src/model/rule.ts";
import { sharedControl } from "../../src/run/case/shared-control.ts";
import type { CaseResult } from "../../src/run/case/trace.ts";
import type { OpenTarget } from "../../src/run/target/open-target.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

const NAME = "inforouter.delete-upload-handler.";

function ruleOf(id: string): Rule {
  const found = BUILT_IN.rules.find((rule) => rule.id === `${NAME}${id}`);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
}

function stepsOf({ control }: Rule): readonly Step[] {
  return control.kind === "steps" ? control.steps : [];
}

function result(verdict: CaseResult["verdict"]): CaseResult {
  return {
    verdict,
    mismatches: [],
    exercised: new Set(),
    trace: [],
    observed: [],
    chosen: [],
  };
}

/** A target of its own, and a control that counts how often it was run. */
function controls(...verdicts: readonly CaseResult["verdict"][]) {
  const open = {} as OpenTarget;
  let runs = 0;
  const ask = (rule: Rule, binding: "get" | "post" = "get") =>
    sharedControl(open, { rule, bindings: [binding], steps: stepsOf(rule) }, async () =>
      result(verdicts[runs++] ?? "held"),
    );
  return { ask, runs: () => runs };
}

const [one, other] = [ruleOf("malformed-guid"), ruleOf("every-malformed-guid")];

test("rules that name the same calls share what held, also while it is under way", async () => {
  expect(stepsOf(one)).toEqual(stepsOf(other));
  const { ask, runs } = controls();
  const [first, second] = await Promise.all([ask(one), ask(other)]);
  expect(first?.verdict).toBe("held");
  expect(second).toBeUndefined();
  expect(await ask(other)).toBeUndefined();
  expect(runs()).toBe(1);
});

test("another binding, other calls and another kind of session have controls of their own", async () => {
  const { ask, runs } = controls();
  await ask(one);
  await ask(one, "post");
  await ask({ ...one, session: "own" });
  await ask({ ...one, control: { kind: "steps", title: "none", steps: [] } });
  expect(runs()).toBe(4);
});

test("what does not hold is tried by each rule for itself", async () => {
  const { ask, runs } = controls("violated", "undecided", "held");
  expect((await ask(one))?.verdict).toBe("violated");
  expect((await ask(other))?.verdict).toBe("undecided");
  expect((await ask(other))?.verdict).toBe("held");
  expect(runs()).toBe(3);
});
