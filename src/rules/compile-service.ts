import type { Binding } from "../model/binding.ts";
import type { Operation, Parameter } from "../model/operation.ts";
import type { ServiceName } from "../model/target.ts";
import type { Plain } from "../model/value.ts";
import type { SourceDocument } from "../schema/document.ts";
import type { StepSource } from "./step-source.ts";

/** A service file: its operations, and the steps that its rules may `use`. */
export interface Service {
  readonly name: ServiceName;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly fixtures: Readonly<Record<string, readonly StepSource[]>>;
}

interface ServiceSource {
  readonly service: ServiceName;
  readonly operations: Readonly<Record<string, OperationSource>>;
  readonly fixtures?: Readonly<Record<string, readonly StepSource[]>>;
}

interface OperationSource {
  readonly bindings: readonly Binding[];
  readonly parameters?: Readonly<Record<string, Omit<Parameter, "name">>>;
  readonly answer?: Operation["answer"];
  readonly http?: { readonly method: string; readonly path: string };
  readonly fromTarget?: "createUpload" | "listUploads";
  readonly creates?: {
    readonly what: string;
    readonly id: Plain;
    readonly remove: { readonly call: string; readonly with: Readonly<Record<string, Plain>> };
  };
}

/**
 * Services by name. A later file about the same service adds to it: a pack of rules may bring
 * operations and fixtures of its own.
 */
export function compileServices(
  documents: readonly SourceDocument[],
): Readonly<Record<string, Service>> {
  const services: Record<string, Service> = {};
  for (const document of documents) {
    // The grammar was checked before.
    const source = document.value as ServiceSource;
    const known = services[source.service];
    services[source.service] = {
      name: source.service,
      operations: { ...known?.operations, ...operationsOf(source) },
      fixtures: { ...known?.fixtures, ...source.fixtures },
    };
  }
  return services;
}

function operationsOf({ service, operations }: ServiceSource): Record<string, Operation> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, { parameters = {}, answer = "xml", ...rest }]) => [
      name,
      {
        name,
        service,
        answer,
        ...rest,
        parameters: Object.entries(parameters).map(([key, parameter]) => ({
          name: key,
          ...parameter,
        })),
      },
    ]),
  );
}
