import type {
  ApiDataToolsTarget,
  CreateUpload,
  InfoRouterTarget,
  Target,
} from "../../model/target.ts";
import type { S3Probe } from "./s3-probe.ts";

/**
 * A target as targets.json has it, its variables filled in and checked against the schema: what
 * `specs/schema/targets.schema.json` says, as types.
 */
export interface RawTarget {
  readonly description?: string;
  readonly embedded?: true | { readonly dialect?: string; readonly faults?: readonly string[] };
  readonly launch?: Partial<NonNullable<Target["launch"]>> & { readonly command: string };
  readonly services?: {
    readonly inforouter?: Partial<InfoRouterTarget> & { readonly baseUrl: string };
    readonly apidatatools?: RawApiDataTools;
  };
  readonly limits?: Partial<Target["limits"]>;
  readonly safety?: Target["safety"];
  readonly tls?: Partial<Target["tls"]>;
  readonly authorized?: boolean;
  readonly deviations?: string;
  /** `95%`. */
  readonly minJudged?: string;
}

export interface RawApiDataTools
  extends Omit<Partial<ApiDataToolsTarget>, "createUpload" | "listUploads" | "probes"> {
  readonly baseUrl: string;
  readonly createUpload?:
    | Exclude<CreateUpload, { readonly path: string }>
    | {
        readonly method?: string;
        readonly path: string;
        readonly json?: unknown;
        readonly id: string;
      };
  readonly listUploads?: { readonly method?: string; readonly path: string; readonly ids: string };
  readonly probes?: {
    readonly objectDir?: string;
    readonly s3?: Omit<S3Probe, "region"> & { readonly region?: string };
  };
}
