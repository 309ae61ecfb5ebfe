import type { ServiceName, Target } from "../../model/target.ts";

/** Whether a target does not have an operation: declared absent, or found not to be offered. */
export function lacks(target: Target, service: ServiceName, operation: string): boolean {
  const operations = target.services[service]?.operations;
  return (
    operations === undefined ||
    operations.absent.includes(operation) ||
    isNotOffered(target, service, operation)
  );
}

/** Whether the target was found not to offer an operation, though it is not declared absent. */
export function isNotOffered(target: Target, service: ServiceName, operation: string): boolean {
  return target.services[service]?.operations.notOffered?.includes(operation) ?? false;
}
