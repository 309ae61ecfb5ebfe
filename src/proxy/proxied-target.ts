import type { Service } from "../model/service.ts";
import { withSetting } from "../model/settings.ts";
import type { ServiceName, Target } from "../model/target.ts";
import { settingsThatHold } from "../run/service/wire-service.ts";

/**
 * A target as its traffic is judged: with some of its services alone, and without what would have it asked for
 * its WSDL: a proxy reads SOAP in either spelling, and sends nothing of its own.
 *
 * @param only the services that are wanted; undefined: all
 */
export function proxiedTarget(
  target: Target,
  services: Readonly<Record<ServiceName, Service>>,
  only: readonly string[] | undefined,
): Target {
  const entries = Object.entries(target.services)
    .filter(([name]) => only?.includes(name) ?? true)
    .map(([name, entry]) => {
      const [path] = settingsThatHold(services[name], "soap spelling");
      return [name, path === undefined ? entry : withSetting(entry, path, "documented")] as const;
    });
  return { ...target, services: Object.fromEntries(entries) };
}
