import type { Service } from "../../model/service.ts";
import { textAt } from "../../model/settings.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import { isLoopback } from "./is-loopback.ts";
import { describedSettings } from "./settings-schema.ts";

/**
 * Targets of which any address that is asked is on another host than this machine, and which nobody has said
 * may be tested; with that address. Asked are the services, the `ready` of a launched server, and what the
 * settings of a service name by a URL: a bucket that is looked into.
 */
export function unauthorizedTargets(
  targets: readonly Target[],
  services: Readonly<Record<ServiceName, Service>>,
): readonly { readonly name: string; readonly url: string }[] {
  return targets.flatMap((target) => {
    if (target.authorized) return [];
    const url = addressesOf(target, services).find((address) => !isLoopback(address));
    return url === undefined ? [] : [{ name: target.name, url }];
  });
}

function addressesOf(
  { services: entries, launch }: Target,
  services: Readonly<Record<ServiceName, Service>>,
): readonly string[] {
  const asked = Object.entries(entries).flatMap(([name, entry]) => [
    entry.baseUrl,
    ...describedSettings(services[name]?.target ?? {}).flatMap(({ path, schema }) =>
      schema["holds"] === "url" ? (textAt(entry, path) ?? []) : [],
    ),
  ]);
  return launch?.ready === undefined ? asked : [...asked, launch.ready];
}
