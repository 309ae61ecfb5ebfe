import targetsSchema from "../../../specs/schema/targets.schema.json" with { type: "json" };
import type { ServiceName } from "../../model/target.ts";
import type { SourceDocument } from "../../schema/document.ts";
import type { Problems } from "../source/collect-problems.ts";

/** Names of parts of the published schema of targets.json; those of the built-in services are among them. */
const PUBLISHED: ReadonlySet<string> = new Set(Object.keys(targetsSchema.$defs));
const BUILT_IN: ReadonlySet<string> = new Set(Object.keys(targetsSchema.$defs.services.properties));

/**
 * Checks that what service files add to the schema of targets.json takes the place of nothing: neither a
 * service by its name, nor one of the `$defs` of its part, which all services share.
 */
export function checkDefinitions(documents: readonly SourceDocument[], problems: Problems): void {
  const owners = new Map<string, ServiceName>();
  for (const document of documents) {
    const { service, target } = document.value as {
      readonly service: ServiceName;
      readonly target?: { readonly $defs?: object };
    };
    if (!BUILT_IN.has(service) && PUBLISHED.has(service)) {
      problems.add({
        message: `the schema of targets.json has a definition "${service}", which a service cannot be called`,
        at: document.positionOf(["service"]),
        hint: "choose another name for the service",
      });
    }
    for (const name of Object.keys(target?.$defs ?? {})) {
      const owner = owners.get(name);
      owners.set(name, owner ?? service);
      const isTaken = PUBLISHED.has(name) && !BUILT_IN.has(service);
      if (!isTaken && (owner === undefined || owner === service)) continue;
      const whose = isTaken ? "the schema of targets.json" : owner;
      problems.add({
        message: `${whose} has a definition "${name}" already`,
        at: document.positionOf(["target", "$defs", name], "key"),
        hint: `choose another name: ${service}-${name}`,
      });
    }
  }
}
