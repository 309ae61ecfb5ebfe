import type { Binding } from "../../model/binding.ts";
import type { ErrorKind } from "../../model/error-kind.ts";
import type { Operation, Parameter } from "../../model/operation.ts";
import type {
  Announcement,
  Capability,
  Place,
  Sample,
  SampleCall,
  Samples,
  Service,
  Several,
  Versions,
} from "../../model/service.ts";
import type { ServiceName } from "../../model/target.ts";
import type { JsonValue } from "../../model/value.ts";
import type { DocumentPath } from "../../schema/document.ts";
import type { StepSource } from "./step-source.ts";

/** What the service files say: the service itself, its operations, and the steps that rules may `use`. */
export interface DescribedService extends Service {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly fixtures: ReadonlyMap<string, Fixture>;
  /** The documents of its operations, where the service files say which they are. */
  readonly documents: ReadonlyMap<string, DocumentHead>;
}

/** What a reader looks a promise up in. */
export interface DocumentHead {
  readonly title: string;
  readonly url?: string;
}

/** Steps that rules `use`, with holes that they fill. */
export interface Fixture {
  /** What its steps refer to as `$name`, and its value where `use` gives none; null: `use` has to. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly steps: readonly StepSource[];
}

/** A service file as written; the grammar was checked before. */
export interface ServiceSource
  extends Partial<
    Pick<
      Service,
      | "title"
      | "bindings"
      | "boundaries"
      | "credentials"
      | "greetings"
      | "names"
      | "example"
      | "target"
    >
  > {
  readonly service: ServiceName;
  /** Of every operation that has none of its own; `${operation}` in it is its name. */
  readonly document?: DocumentHead;
  readonly capabilities?: Readonly<Record<string, Partial<Capability>>>;
  readonly announced?: Partial<Announcement> & Pick<Announcement, "call">;
  readonly samples?: Readonly<Record<string, SamplesSource>>;
  readonly places?: Readonly<Record<string, PlaceSource>>;
  readonly soap?: { readonly namespace: string };
  /** By name; the order counts. */
  readonly errors?: Readonly<Record<string, Omit<ErrorKind, "name">>>;
  readonly operations?: Readonly<Record<string, OperationSource>>;
  readonly fixtures?: Readonly<Record<string, FixtureSource>>;
}

/** Without parameters it is written as the list of its steps. */
type FixtureSource = readonly StepSource[] | Fixture;

/** A fixture as a service file writes it, and where its steps begin. */
export function fixtureOf(source: FixtureSource): {
  readonly fixture: Fixture;
  readonly stepsAt: DocumentPath;
} {
  if ("steps" in source) return { fixture: source, stepsAt: ["steps"] };
  return { fixture: { parameters: {}, steps: source }, stepsAt: [] };
}

interface SamplesSource extends Pick<Samples, "respects"> {
  readonly calls: readonly SampleSource[];
  readonly elsewhere?: SampleSource;
}

export interface SampleSource extends Pick<Sample, "name" | "optional" | "plainly">, SampleCall {
  readonly before?: readonly SampleCall[];
}

export interface PlaceSource extends Pick<Place, "writes" | "reads"> {
  readonly versions?: Omit<Versions, "anyOf"> & Partial<Pick<Versions, "anyOf">>;
  readonly several?: Pick<Several, "folders" | "names"> & Partial<Several>;
}

export interface OperationSource
  extends Pick<
    Operation,
    "http" | "body" | "fromTarget" | "needs" | "harmless" | "creates" | "writes" | "sendAgain"
  > {
  readonly document?: DocumentHead;
  readonly bindings: readonly Binding[];
  readonly parameters?: Readonly<Record<string, Omit<Parameter, "name">>>;
  readonly answer?: Operation["answer"];
}
