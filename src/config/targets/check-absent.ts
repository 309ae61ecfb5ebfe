import type { FilePosition, Problem } from "../../model/errors.ts";
import type { Operation } from "../../model/operation.ts";
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
        const known = Object.values(operations).filter((one) => one.service === service);
        const capability = services[service]?.capabilities[name];
        if (known.some((one) => one.name === name) || capability?.announced) return [];
        const message = `target "${target.name}", ${path.join(".")}: ${service} has no operation "${name}"`;
        const hint = hintFor(name, service, operations);
        return [{ message, at: positionOf([...path, index]), hint }];
      }),
  );
}

function hintFor(
  name: string,
  service: ServiceName,
  operations: Readonly<Record<string, Operation>>,
): string {
  const elsewhere = operations[name]?.service;
  if (elsewhere !== undefined) return `it is an operation of ${elsewhere}`;
  const names = Object.values(operations).flatMap((one) =>
    one.service === service ? [one.name] : [],
  );
  const near = didYouMean(name, names);
  if (near !== undefined) return `did you mean "${near}"?`;
  return `known: ${names.join(", ")}; operations of other rule files need --specs`;
}
