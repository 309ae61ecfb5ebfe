import type { FilePosition, Problem } from "../../model/errors.ts";
import type { Operations } from "../../model/operation.ts";
import type { Specs } from "../../model/rule.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import { didYouMean } from "../../schema/did-you-mean.ts";
import type { DocumentPath } from "../../schema/document.ts";

/**
 * Names in `operations.absent` that no rule file describes: a slip would leave rules in that cannot hold,
 * and out that could. What a server announces may be left out as well.
 *
 * @param specs of all rule files that were loaded
 */
export function checkAbsent(
  target: Target,
  { operations, services }: Pick<Specs, "operations" | "services">,
  positionOf: (path: DocumentPath) => FilePosition,
): readonly Problem[] {
  return Object.entries(target.services).flatMap(
    ([
      service,
      {
        operations: { absent },
      },
    ]) =>
      absent.flatMap((name, index) => {
        const path = ["services", service, "operations", "absent"];
        const capability = services[service]?.capabilities[name];
        if (Object.hasOwn(operations[service] ?? {}, name) || capability?.announced) return [];
        const message = `target "${target.name}", ${path.join(".")}: ${service} has no operation "${name}"`;
        const hint = hintFor(name, service, operations);
        return [{ message, at: positionOf([...path, index]), hint }];
      }),
  );
}

function hintFor(name: string, service: ServiceName, operations: Operations): string {
  const elsewhere = Object.keys(operations).filter((one) =>
    Object.hasOwn(operations[one] ?? {}, name),
  );
  if (elsewhere.length > 0) return `it is an operation of ${elsewhere.join(" and ")}`;
  const names = Object.keys(operations[service] ?? {});
  const near = didYouMean(name, names);
  if (near !== undefined) return `did you mean "${near}"?`;
  return `known: ${names.join(", ")}; operations of other rule files need --specs`;
}
