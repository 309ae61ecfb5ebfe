import { allSteps, ownSteps } from "../compile/fixture-uses.ts";
import { predefinedNames } from "../source/known-names.ts";
import type { RuleSource } from "../source/rule-source.ts";
import type { StepSource } from "../source/step-source.ts";
import { checkSteps } from "./check-steps.ts";
import type { StepsContext } from "./steps-context.ts";

/** Checks that the control of a rule can fail: one that always holds proves nothing. */
export function checkControl(
  { value, place }: RuleSource,
  context: Omit<StepsContext, "role" | "names" | "used" | "unknownFixtures">,
): void {
  const { problems, service } = context;
  const { control } = value;
  if (!control) return;
  if ("within" in control) {
    // A fixture is everybody's set-up; the twin of a rule stands in the rule.
    // A property has its twins inside.
    if (value.property !== undefined || value.invariant || ownSteps(value.steps ?? []).some(isTwin))
      return;
    problems.add({
      message: "the control is within the rule's steps, but none of them can be the twin",
      at: place.positionOf(["control", "within"]),
      hint: "give a step expect: accepted or refused, or write control: { title, steps }",
    });
    return;
  }
  const ways = "any" in control ? control.any : [control];
  ways.forEach(({ steps }, index) => {
    const path = ["control", ...("any" in control ? ["any", index] : []), "steps"];
    checkSteps(steps, path, {
      ...context,
      role: "control",
      names: predefinedNames(service),
      used: new Set(),
      unknownFixtures: new Set(),
    });
    const all = allSteps(steps, service.fixtures);
    if (all.some((step) => isTwin(step) || step.then !== undefined)) return;
    problems.add({
      message: "the control holds whatever the server does",
      at: place.positionOf(path),
      hint: "say what must hold with expect: accepted or refused, or with then",
    });
  });
}

/** Not every answer will do. */
function isTwin({ expect }: StepSource): boolean {
  return expect !== undefined && expect !== "anything";
}
