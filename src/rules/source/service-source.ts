import type { Binding } from "../../model/binding.ts";
import type { Operation, Parameter } from "../../model/operation.ts";
import type { Sample, SampleCall, Samples, Service } from "../../model/service.ts";
import type { ServiceName } from "../../model/target.ts";
import type { StepSource } from "./step-source.ts";

/** What the service files say: the service itself, its operations, and the steps that rules may `use`. */
export interface DescribedService extends Service {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly fixtures: ReadonlyMap<string, readonly StepSource[]>;
}

/** A service file as written; the grammar was checked before. */
export interface ServiceSource
  extends Partial<
    Pick<
      Service,
      "title" | "bindings" | "credentials" | "greetings" | "names" | "example" | "target"
    >
  > {
  readonly service: ServiceName;
  readonly capabilities?: Service["capabilities"];
  readonly samples?: Readonly<Record<string, SamplesSource>>;
  readonly operations?: Readonly<Record<string, OperationSource>>;
  readonly fixtures?: Readonly<Record<string, readonly StepSource[]>>;
}

interface SamplesSource extends Pick<Samples, "respects"> {
  readonly calls: readonly SampleSource[];
  readonly elsewhere?: SampleSource;
}

export interface SampleSource extends Pick<Sample, "name" | "optional">, SampleCall {
  readonly before?: readonly SampleCall[];
}

export interface OperationSource
  extends Pick<Operation, "http" | "body" | "fromTarget" | "harmless" | "creates" | "sendAgain"> {
  readonly bindings: readonly Binding[];
  readonly parameters?: Readonly<Record<string, Omit<Parameter, "name">>>;
  readonly answer?: Operation["answer"];
}
