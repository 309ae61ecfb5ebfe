import type { ErrorKind } from "../../model/error-kind.ts";
import type { Operations } from "../../model/operation.ts";
import type { ServiceName } from "../../model/target.ts";

/** The errors that the documents name for an operation; none where it is not known. */
export function documentedErrors(
  operations: Operations,
  service: ServiceName,
  name: string,
): readonly ErrorKind[] {
  return operations[service]?.[name]?.errors ?? [];
}
