import { ReferenceOptionsError } from "../../../reference/errors.ts";
import { startReferenceServer } from "../../../reference/server.ts";
import { settingsOf } from "../../../reference/settings.ts";
import { embeddedTarget } from "../../config/targets/embedded-target.ts";
import { UsageError } from "../../model/errors.ts";
import type { Service } from "../../model/service.ts";
import type { ServiceName, ServiceTarget, Target } from "../../model/target.ts";
import type { Journal } from "../cleanup/journal.ts";
import { launchNoted } from "./launch-noted.ts";

type Services = Readonly<Record<ServiceName, Service>>;

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
  services: Services,
  options: { readonly journal?: Journal; readonly signal?: AbortSignal } = {},
): Promise<StartedTarget> {
  if (target.embedded) {
    const server = await startReferenceServer(target.embedded).catch((error: unknown) => {
      throw referenceProblem(error);
    });
    const running = embeddedTarget(target, settingsOf(server), services);
    const standing = standInFor(running, target.embedded.like, services);
    return { target: standing, log: () => "", stop: () => server.close() };
  }
  if (target.launch) {
    const { log, stop } = await launchNoted(target, target.launch, { services, ...options });
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
function standInFor(
  running: Target,
  like: Target["services"] | undefined,
  services: Services,
): Target {
  if (!like) return running;
  const entries = Object.entries(running.services).flatMap(([name, entry]) => {
    const other = like[name];
    return other ? [[name, standIn(entry, other, services[name])] as const] : [];
  });
  return { ...running, services: Object.fromEntries(entries) };
}

/** Manners are the other's; what only the server itself knows is its own, where the other has it too. */
function standIn(
  entry: ServiceTarget,
  like: ServiceTarget,
  service: Service | undefined,
): ServiceTarget {
  const properties = (service?.target["properties"] ?? {}) as Readonly<Record<string, object>>;
  const settings = Object.entries(properties).flatMap(([name, schema]) => {
    const [own, other] = [entry[name], like[name]];
    if (own === undefined || other === undefined) return [];
    if ("default" in schema && typeof schema.default === "string") return [[name, other] as const];
    return [[name, isMembers(own) && isMembers(other) ? onlyKeysOf(other, own) : own] as const];
  });
  const { baseUrl } = entry;
  const { bindings, operations } = like;
  return { ...Object.fromEntries(settings), baseUrl, bindings, operations };
}

function onlyKeysOf(pattern: object, values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key in pattern));
}

function isMembers(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
