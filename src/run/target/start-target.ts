import { ReferenceOptionsError } from "../../../reference/errors.ts";
import { startReferenceServer } from "../../../reference/server.ts";
import { embeddedTarget } from "../../config/targets/embedded-target.ts";
import { UsageError } from "../../model/errors.ts";
import type { InfoRouterTarget, Target } from "../../model/target.ts";
import type { Journal } from "../cleanup/journal.ts";
import { launchNoted } from "./launch-noted.ts";

/** A target that can be reached: embedded and launched servers run, until `stop`. */
export interface StartedTarget {
  readonly target: Target;
  /** The end of what a server printed that the run launched; it may hold secrets. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts what a target needs: the built-in server on a free port, or the command of `launch`.
 *
 * @throws LaunchError when the target's own server does not come up
 * @throws UsageError for a fault or dialect that the built-in server lacks
 */
export async function startTarget(
  target: Target,
  options: { readonly journal?: Journal; readonly signal?: AbortSignal } = {},
): Promise<StartedTarget> {
  if (target.embedded) {
    const server = await startReferenceServer(target.embedded).catch((error: unknown) => {
      throw referenceProblem(error);
    });
    const running = standInFor(embeddedTarget(target, server), target.embedded.like);
    return { target: running, log: () => "", stop: () => server.close() };
  }
  if (target.launch) {
    const { log, stop } = await launchNoted(target, target.launch, options);
    return { target, log, stop };
  }
  return { target, log: () => "", stop: async () => undefined };
}

/** What a wrong name of a fault or dialect means to the user; any other error as it is. */
export function referenceProblem(error: unknown): unknown {
  if (!(error instanceof ReferenceOptionsError)) return error;
  const hint = "`assay serve --list-faults` and `--list-dialects` show the names";
  return new UsageError(error.code, [{ message: error.message, hint }], { cause: error });
}

/** The built-in server with the facilities of another target: what that one lacks, this one lacks. */
function standInFor(running: Target, like: Target["services"] | undefined): Target {
  const { inforouter, apidatatools } = running.services;
  if (!like) return running;
  return {
    ...running,
    services: {
      ...(inforouter && like.inforouter
        ? {
            inforouter: {
              ...withoutExpiredTicket(inforouter, like.inforouter),
              bindings: like.inforouter.bindings,
              soapSpelling: like.inforouter.soapSpelling,
              operations: like.inforouter.operations,
              chunkEncoding: like.inforouter.chunkEncoding,
              users: onlyKeysOf(like.inforouter.users, inforouter.users),
              documents: onlyKeysOf(like.inforouter.documents, inforouter.documents),
              folders: onlyKeysOf(like.inforouter.folders, inforouter.folders),
              probes: onlyKeysOf(like.inforouter.probes, inforouter.probes),
            },
          }
        : {}),
      ...(apidatatools && like.apidatatools
        ? {
            apidatatools: {
              ...apidatatools,
              operations: like.apidatatools.operations,
              keys: onlyKeysOf(like.apidatatools.keys, apidatatools.keys),
              probes: onlyKeysOf(like.apidatatools.probes, apidatatools.probes),
            },
          }
        : {}),
    },
  };
}

/** An expired ticket is offered where the other target declares one. */
function withoutExpiredTicket(
  { expiredTicket, ...others }: InfoRouterTarget,
  like: InfoRouterTarget,
): InfoRouterTarget {
  const both = expiredTicket !== undefined && like.expiredTicket !== undefined;
  return { ...others, ...(both ? { expiredTicket } : {}) };
}

function onlyKeysOf<T extends object>(pattern: object, values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key in pattern)) as T;
}
