import type { Binding } from "../../model/binding.ts";
import type { Operation, Parameter } from "../../model/operation.ts";
import type { ServiceName } from "../../model/target.ts";
import type { StepSource } from "./step-source.ts";

/** What the service files say: operations, and the steps that rules may `use`. */
export interface Service {
  readonly name: ServiceName;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly fixtures: ReadonlyMap<string, readonly StepSource[]>;
}

/** A service file as written; the grammar was checked before. */
export interface ServiceSource {
  readonly service: ServiceName;
  readonly operations?: Readonly<Record<string, OperationSource>>;
  readonly fixtures?: Readonly<Record<string, readonly StepSource[]>>;
}

export interface OperationSource
  extends Pick<Operation, "http" | "fromTarget" | "harmless" | "creates" | "sendAgain"> {
  readonly bindings: readonly Binding[];
  readonly parameters?: Readonly<Record<string, Omit<Parameter, "name">>>;
  readonly answer?: Operation["answer"];
}
