import { evaluateEach } from "../../judge/checks/evaluate.ts";
import type { Scope, ScopeValue } from "../../judge/checks/scope.ts";
import type { Operation } from "../../model/operation.ts";
import type { Service } from "../../model/service.ts";
import { settingAt, withSetting } from "../../model/settings.ts";
import type { ServiceTarget } from "../../model/target.ts";
import type { JsonValue } from "../../model/value.ts";
import { guidOf } from "../case/seed.ts";
import { predefinedValue } from "../service/predefined-values.ts";
import { unknownToken } from "./sessions.ts";
import type { KnownTarget } from "./target-parts.ts";

/** What a harmless call carries. */
export interface HarmlessValues {
  readonly with: Readonly<Record<string, JsonValue>>;
  /** A ticket or key that was never issued. */
  readonly credential: string | undefined;
}

/** The harmless call that the rule files give an operation, its references filled in; undefined without one. */
export function harmlessValues(
  { target, services, tag, seed }: KnownTarget,
  { harmless, service: name }: Operation,
): HarmlessValues | undefined {
  const service = services[name];
  const entry = target.services[name];
  if (!harmless || !service || !entry) return undefined;
  const unissued = guidOf(seed, "never issued, harmless");
  const newName = (): string => `${tag}-harmless`;
  const settings = withElsewhere(service, entry);
  const scope: Scope = {
    get: (other): ScopeValue | undefined =>
      other === "unissued"
        ? unissued
        : predefinedValue(other, service, scope, { target: settings, newName }),
  };
  const isDeclared = service.credentials?.login === undefined;
  return {
    with: evaluateEach(harmless.with, scope),
    credential:
      isDeclared && service.credentials
        ? unknownToken({ seed, credentials: service.credentials })
        : unissued,
  };
}

/** The settings, and where a target declares none, places at which nothing can be. */
function withElsewhere({ capabilities }: Service, entry: ServiceTarget): ServiceTarget {
  let settings = entry;
  for (const {
    settings: [path = ""],
    elsewhere,
  } of Object.values(capabilities)) {
    if (elsewhere === undefined || settingAt(entry, path) !== undefined) continue;
    settings = withSetting(settings, path, elsewhere);
  }
  return settings;
}
