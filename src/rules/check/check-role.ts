// biome-ignore-all lint/suspicious/noThenProperty: rule files have it
import type { DocumentPath } from "../../schema/document.ts";
import type { StepSource } from "../source/step-source.ts";
import type { StepsContext, StepsRole } from "./steps-context.ts";

/** Why steps of a role may not judge (`then`) or report (`observe`), where they may not. */
const FORBIDDEN: Readonly<
  Record<StepsRole, { readonly then?: string; readonly observe?: string }>
> = {
  rule: { observe: "only a MAY rule observes: judge with then, or set level: MAY" },
  observation: {},
  control: { observe: "a control observes nothing: say what must hold with expect or then" },
  fixture: {
    then: "a fixture is set-up: it says what it needs with expect",
    observe: "a fixture is set-up: it says what it needs with expect",
  },
  invariant: {
    then: "the invariant judges every answer: say what a step needs with expect",
    observe: "the invariant judges every answer: say what a step needs with expect",
  },
};

/** Checks that a step says what it must get, and only in a way that its role allows. */
export function checkRole(step: StepSource, path: DocumentPath, context: StepsContext): void {
  const { place, problems, role } = context;
  for (const field of ["then", "observe"] as const) {
    const why = FORBIDDEN[role][field];
    if (why === undefined || step[field] === undefined) continue;
    const at = place.positionOf([...path, field], "key");
    problems.add({ message: `"${field}" is not allowed here`, at, hint: why });
  }
  checkTidyUp(step, path, context);
  const silent = step.expect === undefined && step.then === undefined && step.observe === undefined;
  const speaks = step.call !== undefined || step.probe !== undefined;
  if (!silent || !speaks || step.cleanup) return;
  const what = step.probe === undefined ? `the call of ${step.call}` : "the probe";
  problems.add({
    message: `${what} does not say which answer it expects`,
    at: place.positionOf(path),
    hint: HINTS[role],
  });
}

/** What only tidies up is neither asked for an answer nor judged by it: what it says of one would be lost. */
function checkTidyUp(
  step: StepSource,
  path: DocumentPath,
  { place, problems }: StepsContext,
): void {
  if (!step.cleanup) return;
  for (const field of ["expect", "then", "observe", "until"] as const) {
    if (step[field] === undefined) continue;
    problems.add({
      message: `"${field}" cannot be combined with cleanup, whose answer does not count`,
      at: place.positionOf([...path, field], "key"),
      hint: `take ${field} out, or cleanup`,
    });
  }
}

const HINTS: Readonly<Record<StepsRole, string>> = {
  rule: "add expect (set-up) or then (judged); expect: anything where it is open",
  observation: "add expect (set-up) or observe (reported); expect: anything where it is open",
  control: "add expect or then",
  fixture: "add expect",
  invariant: "add expect; expect: anything where it is open",
};
