import type { ApiPolicy } from "../dialect/api-policy.ts";
import type { ObjectStore } from "./object-store.ts";
import type { Upload, Uploads } from "./uploads.ts";

/** Everything that the operations of one server work on. */
export interface ApiState {
  /** `http://host:port`. */
  readonly address: string;
  readonly policy: ApiPolicy;
  readonly uploads: Uploads;
  readonly objects: ObjectStore;
  /** Ids deleted before, remembered only for the fault that needs them. */
  readonly deletedIds: Set<string>;
  /** Ids whose delete stopped halfway, only for the fault that needs them. */
  readonly halfDeleted: Set<string>;
  /** Uploads by id that were deleted, the last one last, kept only for the faults that need them. */
  readonly deleted: Map<string, Upload>;
}
