import { hasPlaces, traitsOf } from "../../model/binding.ts";
import { DEFAULT_HEADERS } from "../../model/default-headers.ts";
import type { Operation } from "../../model/operation.ts";
import type { DocumentPath } from "../../schema/document.ts";
import type { StepSource } from "../source/step-source.ts";
import { checkPrincipal } from "./check-principal.ts";
import { checkReferences } from "./check-references.ts";
import { checkRequest } from "./check-request.ts";
import { checkSaves } from "./check-saves.ts";
import { checkThen } from "./check-then.ts";
import { checkTransfer } from "./check-transfer.ts";
import type { StepsContext } from "./steps-context.ts";
import { unknownName } from "./unknown-name.ts";

/** Checks the names in one call, and that the operation can be called so. */
export function checkCall(step: StepSource, path: DocumentPath, context: StepsContext): void {
  const { place, problems, service } = context;
  for (const field of [
    "with",
    "rename",
    "method",
    "at",
    "transfer",
    "until",
    "then",
    "observe",
  ] as const) {
    checkReferences(step[field], [...path, field], context);
  }
  if (step.as !== undefined) checkPrincipal(step.as, [...path, "as"], context);
  const operation = service.operations.get(step.call ?? "");
  if (operation) {
    checkParameters(step, operation, path, context);
    checkTravel(step, operation, path, context);
    checkRequest(step, operation, path, context);
    checkTransfer(step, operation, path, context);
    checkThen(step, operation, path, context);
  } else {
    const at = place.positionOf([...path, "call"]);
    const known = service.operations.keys();
    problems.add(unknownName("operation", step.call ?? "", known, at, { missingFrom: "service" }));
  }
  checkSaves(step, operation, path, context);
}

function checkParameters(
  step: StepSource,
  operation: Operation,
  path: DocumentPath,
  { place, problems }: StepsContext,
): void {
  const known = operation.parameters.map(({ name }) => name);
  const given = Object.keys(step.with ?? {});
  const renamed = typeof step.rename === "object" && step.rename ? Object.keys(step.rename) : [];
  const named = [
    ...given.map((name) => ({ name, at: place.positionOf([...path, "with", name], "key") })),
    ...renamed.map((name) => ({ name, at: place.positionOf([...path, "rename", name], "key") })),
    ...(step.without ?? []).map((name, index) => ({
      name,
      at: place.positionOf([...path, "without", index]),
    })),
  ];
  for (const { name, at } of named) {
    if (known.includes(name) || isLeftOut(name, step, operation)) continue;
    problems.add(
      unknownName("parameter", name, known, at, { of: operation.name, missingFrom: "service" }),
    );
  }
  step.without?.forEach((name, index) => {
    if (!given.includes(name)) return;
    const at = place.positionOf([...path, "without", index]);
    problems.add({ message: `"${name}" is in both with and without`, at });
  });
}

/** A header that a REST request has by itself, which a step leaves out. */
function isLeftOut(name: string, { without = [] }: StepSource, { bindings }: Operation): boolean {
  const isDefault = DEFAULT_HEADERS.includes(name.toLowerCase());
  return isDefault && bindings.some((one) => hasPlaces(traitsOf(one))) && without.includes(name);
}

/** Checks that the operation has the binding, the method or the spelling that is asked for. */
function checkTravel(
  step: StepSource,
  operation: Operation,
  path: DocumentPath,
  { place, problems, crossBinding }: StepsContext,
): void {
  const { name, bindings, http } = operation;
  const { over, method, spelling } = step;
  const wrong = (field: "over" | "method" | "spelling", message: string, hint: string): void =>
    problems.add({ message, at: place.positionOf([...path, field]), hint });
  if (over === "each" && !crossBinding) {
    wrong("over", "over: each is only for cross-binding rules", "add cross-binding: true");
  }
  if (over !== undefined && over !== "each" && !bindings.includes(over)) {
    wrong("over", `${name} is not documented for ${over}`, `known: ${bindings.join(", ")}`);
  }
  if (method !== undefined && !http) {
    wrong("method", `${name} has no HTTP method of its own`, "method is for REST operations");
  }
  if (spelling !== undefined && !bindings.some((one) => traitsOf(one).argumentsIn === "xml")) {
    wrong("spelling", `${name} is not documented for soap11`, "spelling is for SOAP");
  }
}
