import type { Binding } from "./binding.ts";

export type ServiceName = "inforouter" | "apidatatools";
export type Safety = "read-only" | "sandbox" | "full";

/** A server to judge, as read from targets.json with every variable filled in. Plain data. */
export interface Target {
  readonly name: string;
  readonly description?: string;
  /** The built-in reference server, started in the run; `dialect` and `faults` steer it. */
  readonly embedded?: {
    readonly dialect?: string;
    readonly faults?: readonly string[];
    /** Stands in for another target: offers what that one offers, and no more. */
    readonly like?: Target["services"];
  };
  readonly launch?: Launch;
  readonly services: {
    readonly inforouter?: InfoRouterTarget;
    readonly apidatatools?: ApiDataToolsTarget;
  };
  readonly limits: Limits;
  readonly safety: Safety;
  readonly tls: { readonly ca?: string; readonly rejectUnauthorized: boolean };
  readonly authorized: boolean;
  /** Absolute path of the deviations file. */
  readonly deviations?: string;
  /** Of all MUST rules, how many have to be judged, in percent. */
  readonly minJudged?: number;
}

/** How to start the server under test; `ready` is polled until it answers. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly ready?: string;
  readonly timeoutMs: number;
}

export interface Limits {
  /** 0 is no limit. */
  readonly requestsPerSecond: number;
  /** Of requests and answers together; 0, the default, is no limit. */
  readonly bytesPerSecond?: number;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly maxUploadBytes: number;
}

/** A user by credentials, or by a ticket that somebody else obtained. */
export type TargetUser =
  | { readonly uid: string; readonly pwd: string }
  | { readonly ticket: string };

export interface OfferedOperations {
  /** Declared in targets.json. */
  readonly absent: readonly string[];
  /** Found out when the target was looked at: documented, not declared absent, and not there. */
  readonly notOffered?: readonly string[];
}

export interface InfoRouterTarget {
  readonly baseUrl: string;
  readonly bindings: readonly Exclude<Binding, "rest">[];
  readonly soapSpelling: "documented" | "wsdl";
  readonly users: { readonly owner?: TargetUser; readonly stranger?: TargetUser };
  readonly expiredTicket?: string;
  readonly operations: OfferedOperations;
  readonly documents: { readonly readable?: string };
  readonly folders: { readonly writable?: string };
  readonly chunkEncoding: "base64-form" | "multipart";
  readonly probes: { readonly stagingDir?: string };
}

/** How uploads come into being on this target: a request, a command that prints an id, or a pool of ids. */
export type CreateUpload =
  | {
      readonly method: string;
      readonly path: string;
      readonly json?: unknown;
      /** JSON pointer to the upload id in the answer. */
      readonly id: string;
    }
  | { readonly command: readonly string[] }
  | { readonly pool: readonly string[] };

export interface ApiDataToolsTarget {
  readonly baseUrl: string;
  readonly keys: { readonly owner?: string; readonly stranger?: string };
  readonly createUpload?: CreateUpload;
  readonly listUploads?: {
    readonly method: string;
    readonly path: string;
    /** JSON pointer with `*` for every element of an array. */
    readonly ids: string;
  };
  readonly operations: OfferedOperations;
  /** Where the files of the uploads are: a folder, a bucket, or both. */
  readonly probes: { readonly objectDir?: string; readonly s3?: S3Probe };
}

/** An S3-compatible bucket in which a server keeps the files of its uploads. */
export interface S3Probe {
  /** Its URL; buckets are addressed by path. */
  readonly endpoint: string;
  readonly bucket: string;
  /** `{upload_id}` stands for the id. */
  readonly keyTemplate: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
