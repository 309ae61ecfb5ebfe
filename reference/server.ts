import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { createDirectoryStore } from "./apidatatools/directory-store.ts";
import type { ObjectStore } from "./apidatatools/object-store.ts";
import { createS3Store } from "./apidatatools/s3-store.ts";
import type { ApiState } from "./apidatatools/state.ts";
import { createUploads } from "./apidatatools/uploads.ts";
import { createHandler } from "./create-handler.ts";
import { describeServer } from "./describe-server.ts";
import type { Dialect } from "./dialect.ts";
import { DEFAULT_DIALECT, selectDialect } from "./dialects.ts";
import { ReferenceOptionsError } from "./errors.ts";
import { PUBLIC_FAULTS } from "./faults/public.ts";
import { FAULTS, type FaultName, type Faults } from "./faults.ts";
import { followOtherEdition } from "./follow-other-edition.ts";
import { delayed } from "./http/delayed.ts";
import { type Listener, listen } from "./http/listen.ts";
import { createInfoRouterState } from "./inforouter/create-state.ts";
import { createInfoRouterService, SERVICE_PATH } from "./inforouter/service.ts";
import { ALICE } from "./inforouter/users.ts";
import { nearNames } from "./near-names.ts";
import type { ReferenceOptions, ReferenceServer } from "./options.ts";
import { serveConnections } from "./reported/connections.ts";
import { listUploadsAs } from "./reported/listed-uploads.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import type { TusState } from "./tus/state.ts";
import { createTusUploads } from "./tus/uploads.ts";

export type { ReferenceOptions, ReferenceServer } from "./options.ts";

/** 30 days in milliseconds. */
const TICKET_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Starts all services on one port, with a state of their own. Throws a `ReferenceOptionsError`
 * for an unknown fault or dialect, and what the system says when the port cannot be had.
 */
export async function startReferenceServer(
  options: ReferenceOptions = {},
): Promise<ReferenceServer> {
  const faults = selectFaults(options.faults ?? [], options.onFaultAsked);
  const dialect = followOtherEdition(selectDialect(options.dialect ?? DEFAULT_DIALECT), faults);
  const listener = await listen(options.host ?? "127.0.0.1", options.port ?? 0);
  const root = temporaryFolder("assay-reference-");
  try {
    return await startServices(listener, root, options, dialect, faults);
  } catch (error) {
    await listener.close();
    await rm(root, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Switches the named faults on. Throws `fault-unknown` with the nearest names.
 *
 * @param onAsked told of each fault that is asked for, on or off
 */
function selectFaults(
  names: readonly string[],
  onAsked?: (name: FaultName) => void,
): Faults<FaultName> {
  const known: ReadonlySet<string> = new Set(
    [...FAULTS, ...PUBLIC_FAULTS].map((fault) => fault.name),
  );
  for (const name of names) {
    if (known.has(name)) continue;
    const near = nearNames(name, [...known]).join(", ");
    throw new ReferenceOptionsError(
      "fault-unknown",
      `There is no fault "${name}". Did you mean one of: ${near}?`,
    );
  }
  const on: ReadonlySet<string> = new Set(names);
  return {
    has: (name) => {
      onAsked?.(name);
      return on.has(name);
    },
  };
}

async function startServices(
  listener: Listener,
  root: string,
  options: ReferenceOptions,
  dialect: Dialect,
  faults: Faults<FaultName>,
): Promise<ReferenceServer> {
  const { url } = listener;
  const { clock = Date.now, ticketLifetimeMs = TICKET_LIFETIME_MS, oneSessionPerUser } = options;
  const stagingDir = options.stagingDir ?? join(root, "staging");
  const state = await createInfoRouterState(
    {
      dialect,
      root,
      stagingDir,
      sessions: { clock, lifetimeMs: ticketLifetimeMs, oneEach: oneSessionPerUser === true },
    },
    faults,
  );
  const objects = await createObjectStore(options.objectStore ?? { dir: join(root, "objects") });
  const policy = dialect.api;
  const uploads = listUploadsAs(createUploads(clock, policy.idDigits), faults);
  const api: ApiState = {
    address: url,
    policy,
    uploads,
    objects,
    deletedIds: new Set(),
    halfDeleted: new Set(),
    deleted: new Map(),
  };
  const inforouter = createInfoRouterService(`${url}${SERVICE_PATH}`, state, faults);
  const tus: TusState = {
    address: url,
    policy: dialect.tus,
    uploads: createTusUploads(),
    clock,
  };
  const handler = serveConnections(createHandler(inforouter, api, tus, faults), faults);
  listener.serve(options.delayOf ? delayed(handler, options.delayOf) : handler);

  const close = async () => {
    await listener.close();
    await state.uploads.clear();
    await state.downloads.clear();
    await rm(root, { recursive: true, force: true });
  };
  let closing: Promise<void> | undefined;
  return {
    ...describeServer(url, stagingDir, objects.dir, state.sessions.expired(ALICE), dialect.tus),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function createObjectStore(
  choice: NonNullable<ReferenceOptions["objectStore"]>,
): Promise<ObjectStore> {
  if ("s3" in choice) return createS3Store(choice.s3);
  await mkdir(choice.dir, { recursive: true });
  return createDirectoryStore(choice.dir);
}
