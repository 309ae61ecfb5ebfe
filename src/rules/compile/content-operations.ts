import type { Operation, Operations } from "../../model/operation.ts";
import type { Rule, Step } from "../../model/rule.ts";
import type { ServiceName } from "../../model/target.ts";
import type { JsonValue } from "../../model/value.ts";

/** Checks of the content that an answer holds, which may be as large as a document. */
const OF_CONTENT: ReadonlySet<string> = new Set(["bytes", "chunk", "zip"]);

/**
 * The operations of all services, with those marked (`holdsContent`) whose answers some rule holds against a
 * content: answers of the others only tell something, whatever a server makes of them.
 */
export function withContent(
  services: ReadonlyMap<ServiceName, { readonly operations: ReadonlyMap<string, Operation> }>,
  rules: readonly Rule[],
): Operations {
  const named = new Set(
    rules.flatMap(({ service, steps }) => contentCalls(steps).map((call) => `${service} ${call}`)),
  );
  return Object.fromEntries(
    [...services].map(([service, { operations }]) => [
      service,
      Object.fromEntries(
        [...operations].map(([name, operation]) => [
          name,
          named.has(`${service} ${name}`) ? { ...operation, holdsContent: true } : operation,
        ]),
      ),
    ]),
  );
}

function contentCalls(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => {
    switch (step.kind) {
      case "call":
        return looksAtContent(step.then ?? null) || looksAtContent(step.until ?? null)
          ? [step.call]
          : [];
      case "repeat":
        return contentCalls(step.steps);
      case "any":
        return step.ways.flatMap((way) => contentCalls(way.steps));
      default:
        return [];
    }
  });
}

/** Also as one of several alternatives. */
function looksAtContent(checks: JsonValue): boolean {
  if (typeof checks !== "object" || checks === null) return false;
  return Object.entries(checks).some(
    ([name, argument]) =>
      OF_CONTENT.has(name) ||
      (name === "oneOf" && Object.values(argument ?? {}).some(looksAtContent)),
  );
}
