import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDirectoryStore } from "./apidatatools/directory-store.ts";
import type { ObjectStore } from "./apidatatools/object-store.ts";
import { createS3Store } from "./apidatatools/s3-store.ts";
import type { ApiState } from "./apidatatools/state.ts";
import { createUploads } from "./apidatatools/uploads.ts";
import { createHandler } from "./create-handler.ts";
import { describeServer } from "./describe-server.ts";
import { selectDialect } from "./dialects.ts";
import { listen } from "./http/listen.ts";
import { createInfoRouterState } from "./inforouter/create-state.ts";
import { createInfoRouterService, SERVICE_PATH } from "./inforouter/service.ts";
import type { ReferenceOptions, ReferenceServer } from "./options.ts";
import { selectFaults } from "./select-faults.ts";

export type { ReferenceOptions, ReferenceServer } from "./options.ts";

/** 30 days in milliseconds. */
const TICKET_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Starts both services on one port, with a state of their own. Throws a `ReferenceOptionsError`
 * for an unknown fault or dialect, and what the system says when the port cannot be had.
 */
export async function startReferenceServer(
  options: ReferenceOptions = {},
): Promise<ReferenceServer> {
  const dialect = selectDialect(options.dialect ?? "documented");
  const faults = selectFaults(options.faults ?? []);
  const clock = options.clock ?? Date.now;
  const ticketLifetimeMs = options.ticketLifetimeMs ?? TICKET_LIFETIME_MS;
  const listener = await listen(options.host ?? "127.0.0.1", options.port ?? 0);
  const { url } = listener;
  const root = await mkdtemp(join(tmpdir(), "assay-reference-"));
  const stagingDir = options.stagingDir ?? join(root, "staging");
  const state = await createInfoRouterState(
    { dialect, root, stagingDir, clock, ticketLifetimeMs },
    faults,
  );
  const objects = await createObjectStore(options.objectStore ?? { dir: join(root, "objects") });
  const uploads = createUploads(clock);
  const api: ApiState = { address: url, uploads, objects, deletedIds: new Set() };
  const inforouter = createInfoRouterService(`${url}${SERVICE_PATH}`, state, faults);
  listener.serve(createHandler(inforouter, api, faults));

  const close = async () => {
    await listener.close();
    await state.uploads.clear();
    await state.downloads.clear();
    await rm(root, { recursive: true, force: true });
  };
  let closing: Promise<void> | undefined;
  return {
    ...describeServer(url, stagingDir, objects.dir),
    close: () => (closing ??= close()),
  };
}

async function createObjectStore(
  choice: NonNullable<ReferenceOptions["objectStore"]>,
): Promise<ObjectStore> {
  if ("s3" in choice) return createS3Store(choice.s3);
  await mkdir(choice.dir, { recursive: true });
  return createDirectoryStore(choice.dir);
}
