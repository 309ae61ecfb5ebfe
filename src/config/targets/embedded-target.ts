import type { Service } from "../../model/service.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import { buildTarget } from "./build-target.ts";
import type { RawService } from "./raw-target.ts";

/**
 * An embedded target, now that its server runs.
 *
 * @param settings what the server says of itself, as targets.json would
 */
export function embeddedTarget(
  target: Target,
  settings: Readonly<Record<ServiceName, RawService>>,
  services: Readonly<Record<ServiceName, Service>>,
): Target {
  const { services: filled } = buildTarget(
    target.name,
    { services: settings },
    { folder: "/", services },
  );
  return { ...target, services: filled };
}
