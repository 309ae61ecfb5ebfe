import type { Binding } from "../../model/binding.ts";
import type { Headers } from "../../model/header-lines.ts";
import type { OfferedOperations, ServiceName, Target } from "../../model/target.ts";

/**
 * A target as targets.json has it, its variables filled in and checked against the schema: what
 * `specs/schema/targets.schema.json` says, as types.
 */
export interface RawTarget {
  readonly description?: string;
  readonly embedded?: true | { readonly dialect?: string; readonly faults?: readonly string[] };
  readonly launch?: Partial<NonNullable<Target["launch"]>> & { readonly command: string };
  readonly services?: Readonly<Record<ServiceName, RawService>>;
  readonly limits?: Partial<Target["limits"]>;
  readonly safety?: Target["safety"];
  readonly tls?: Partial<Target["tls"]>;
  readonly proxy?: boolean;
  readonly authorized?: boolean;
  readonly deviations?: string;
  /** `95%`. */
  readonly minJudged?: string;
}

/** Where a service is, and its settings: what else there is the service's own schema says. */
export interface RawService {
  readonly baseUrl: string;
  readonly bindings?: readonly Binding[];
  readonly operations?: Partial<OfferedOperations>;
  readonly headers?: Headers;
  readonly [setting: string]: unknown;
}
