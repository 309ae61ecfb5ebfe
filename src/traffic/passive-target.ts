import type { DescribedTarget } from "../model/service.ts";
import { withSetting } from "../model/settings.ts";
import type { ServiceName, Target } from "../model/target.ts";
import { settingsThatHold, spellingOf } from "../run/service/wire-service.ts";

/** A target whose traffic is judged. */
export interface PassiveTarget {
  readonly target: Target;
  /** Services over whose SOAP the vendor's spelling is meant. */
  readonly inWsdl: readonly ServiceName[];
}

/**
 * A target with some of its services alone, and without what would have it asked for its WSDL: who judges traffic
 * reads SOAP in either spelling, and sends nothing of his own.
 *
 * @param only the services that are wanted; undefined: all
 */
export function passiveTarget(
  { target, services }: DescribedTarget,
  only: readonly string[] | undefined,
): PassiveTarget {
  const wanted = Object.entries(target.services).filter(([name]) => only?.includes(name) ?? true);
  const entries = wanted.map(([name, entry]) => {
    const [path] = settingsThatHold(services[name], "soap spelling");
    return [name, path === undefined ? entry : withSetting(entry, path, "documented")] as const;
  });
  return {
    target: { ...target, services: Object.fromEntries(entries) },
    inWsdl: wanted
      .filter(([name, entry]) => spellingOf(services[name], entry) === "wsdl")
      .map(([name]) => name),
  };
}
