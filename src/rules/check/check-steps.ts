import type { DocumentPath } from "../../schema/document.ts";
import type { StepSource } from "../source/step-source.ts";
import { checkCall } from "./check-call.ts";
import { checkReferences } from "./check-references.ts";
import { checkRole } from "./check-role.ts";
import { checkUse } from "./check-use.ts";
import { checkWhen } from "./check-when.ts";
import type { StepsContext } from "./steps-context.ts";
import { unknownName } from "./unknown-name.ts";

/** Checks steps as written, in order; a fixture is checked where it stands, here only its name. */
export function checkSteps(
  steps: readonly StepSource[],
  path: DocumentPath,
  context: StepsContext,
): void {
  steps.forEach((step, index) => {
    const here = [...path, index];
    checkWhen(step, here, context);
    checkRole(step, here, context);
    checkCarries(step, here, context);
    if (step.use !== undefined) checkUse(step, step.use, here, context);
    else if (step.repeat !== undefined) {
      checkReferences(step.repeat, [...here, "repeat"], context);
      checkSteps(step.steps ?? [], [...here, "steps"], context);
    } else if (step.any !== undefined) {
      checkWays(step.any, [...here, "any"], context);
    } else if (step.probe !== undefined) {
      checkReferences(step.holds, [...here, "holds"], context);
      checkReferences(step.observe, [...here, "observe"], context);
    } else checkCall(step, here, context);
  });
}

/** A way without steps can always be taken: those behind it never are. */
function checkWays(
  ways: readonly (readonly StepSource[])[],
  path: DocumentPath,
  context: StepsContext,
): void {
  ways.forEach((way, number) => {
    checkSteps(way, [...path, number], context);
    if (way.length > 0 || number === ways.length - 1) return;
    context.problems.add({
      message: "a way without steps comes before others, which are then never taken",
      at: context.place.positionOf([...path, number]),
      hint: "put it last, or take it out",
    });
  });
}

/** A check is about statements of the rule, and there is a check. */
function checkCarries(step: StepSource, path: DocumentPath, context: StepsContext): void {
  const { place, problems, carried } = context;
  step.carries?.forEach((id, index) => {
    if (carried.includes(id)) return;
    const at = place.positionOf([...path, "carries", index]);
    problems.add(unknownName("statement", id, carried, at, { of: "the rule" }));
  });
  if (step.carries === undefined || step.then !== undefined) return;
  const at = place.positionOf([...path, "carries"], "key");
  problems.add({ message: "carries needs a then beside it", at, hint: "add then, or take it out" });
}
