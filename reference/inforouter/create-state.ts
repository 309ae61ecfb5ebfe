import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Dialect } from "../dialect.ts";
import type { FaultName, Faults } from "../faults.ts";
import { keepLibrary } from "../reported/library.ts";
import { keepSessions } from "../reported/sessions.ts";
import { createDisturbances } from "./disturbances.ts";
import { createDownloadHandlers } from "./download-handlers.ts";
import { createFaultMemory } from "./fault-memory.ts";
import { createLibrary } from "./library.ts";
import { addSample, FOLDERS } from "./sample.ts";
import { createSessions, type SessionsOptions } from "./sessions.ts";
import type { InfoRouterState } from "./state.ts";
import { createUploadHandlers } from "./upload-handlers.ts";

export interface InfoRouterOptions {
  readonly dialect: Dialect;
  /** A directory of the server's own. */
  readonly root: string;
  readonly stagingDir: string;
  readonly sessions: SessionsOptions;
}

/** Everything that a new service works on: nobody logged in, the sample in the library. */
export async function createInfoRouterState(
  options: InfoRouterOptions,
  faults: Faults<FaultName>,
): Promise<InfoRouterState> {
  const { dialect, sessions, stagingDir } = options;
  const libraryDir = join(options.root, "library");
  await mkdir(libraryDir, { recursive: true });
  await mkdir(stagingDir, { recursive: true });
  const made = createLibrary(libraryDir, FOLDERS, sessions.clock, dialect.policy);
  const library = keepLibrary(made, faults);
  await addSample(library);
  return {
    dialect,
    sessions: keepSessions(createSessions(sessions, faults), sessions, faults),
    uploads: createUploadHandlers(stagingDir),
    downloads: createDownloadHandlers(stagingDir, dialect.policy.downloadHandlers),
    library,
    disturbances: createDisturbances(dialect.policy.asksAgainEvery),
    memory: createFaultMemory(),
  };
}
