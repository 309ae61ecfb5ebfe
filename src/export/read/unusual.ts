import type { RecordedStep } from "../../model/failure.ts";
import type { JsonValue } from "../../model/value.ts";
import { NotExpressible } from "../exported-test.ts";
import type { FailureToExport } from "./failure-to-export.ts";

/** Checks that compare answers with one another. */
const COMPARING = ["agree", "sameAs", "alike", "texts"];

/**
 * Sees that a failure is one of requests as any client sends them, one after the other, each judged by its own
 * answer.
 *
 * @throws NotExpressible with the reason
 */
export function refuseUnusual({ failure, property }: FailureToExport): void {
  if (property?.startsWith("race-")) {
    throw new NotExpressible("it has several requests in flight at the same time");
  }
  const { steps, exchanges, step: wrong } = failure;
  const last = steps[wrong - 1];
  if (!last || steps.length < wrong) throw new NotExpressible("the report has no steps of it");
  for (const [index, step] of steps.slice(0, wrong).entries()) refuseStep(step, index + 1);
  if (property !== undefined || last.judged === undefined) {
    throw new NotExpressible(
      "what is wrong is judged by more than the answer of one request (a model, other answers, files of the server)",
    );
  }
  if (exchanges.length !== steps.length || exchanges.slice(0, wrong).length < wrong) {
    throw new NotExpressible("the report does not have one exchange for each of its steps");
  }
}

function refuseStep(
  { transfer, until, askedAgain, judged, as }: RecordedStep,
  number: number,
): void {
  if (transfer !== undefined) {
    throw new NotExpressible(
      `step ${number} goes over the wire in a way that HTTP clients do not send`,
    );
  }
  if (until !== undefined) {
    throw new NotExpressible(`step ${number} is made again until its answer is as wanted`);
  }
  if (askedAgain) {
    throw new NotExpressible(`step ${number} was only made because the server asked for it`);
  }
  if (COMPARING.some((check) => Object.hasOwn(Object(judged), check))) {
    throw new NotExpressible(`step ${number} is judged by comparing answers with one another`);
  }
  if (typeof as !== "string" && !isLiteral(as)) {
    throw new NotExpressible(`step ${number} is made by somebody whose credential the case makes`);
  }
}

function isLiteral(as: JsonValue): boolean {
  return typeof as === "object" && as !== null && typeof Object(as).literal === "string";
}
