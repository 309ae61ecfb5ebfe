import type { Dialect } from "../dialect.ts";
import type { Disturbances } from "./disturbances.ts";
import type { DownloadHandlers } from "./download-handlers.ts";
import type { FaultMemory } from "./fault-memory.ts";
import type { Library } from "./library.ts";
import type { Sessions } from "./sessions.ts";
import type { UploadHandlers } from "./upload-handlers.ts";

/** Everything that the operations of one server work on. */
export interface InfoRouterState {
  readonly dialect: Dialect;
  readonly sessions: Sessions;
  readonly uploads: UploadHandlers;
  readonly downloads: DownloadHandlers;
  readonly library: Library;
  /** Of the storage that chunks go to. */
  readonly disturbances: Disturbances;
  readonly memory: FaultMemory;
}
