import type { PrincipalState } from "../../../generators/generator.ts";
import type { Service } from "../../model/service.ts";
import { settingAt, userOf } from "../../model/settings.ts";
import type { Target, TargetUser } from "../../model/target.ts";
import type { JsonValue, Principal } from "../../model/value.ts";
import { lacks } from "./lacks.ts";

/** The states of tickets or keys that a target can provide, for the generators. */
export function principalsOf(target: Target, service: Service): readonly PrincipalState[] {
  const entry = target.services[service.name];
  const { expired, login, logout, unknown } = service.credentials ?? {};
  const owner = userOf(service, entry, "owner");
  const canEnd =
    (expired !== undefined && settingAt(entry, expired) !== undefined) ||
    (login !== undefined &&
      logout !== undefined &&
      owner !== undefined &&
      "uid" in owner &&
      !lacks(target, service.name, logout.call));
  return [
    ...(owner ? (["owner"] as const) : []),
    ...(owner && unknown !== "basic"
      ? (["owner-longer", "owner-shorter", "owner-prefixed"] as const)
      : []),
    ...(owner && isKeyWithLetters(owner) ? (["owner-recased"] as const) : []),
    ...(userOf(service, entry, "stranger") ? (["stranger"] as const) : []),
    ...(canEnd ? (["ended"] as const) : []),
    "unknown",
    "empty",
    "missing",
  ];
}

/** Of a key all characters count. Of tickets that is not said: a GUID is the same in any letter case. */
function isKeyWithLetters(owner: TargetUser): boolean {
  return "token" in owner && /[a-z]/i.test(owner.token);
}

/** A principal as cases show it. */
export function principalLabel(principal: Principal | "owner-again"): JsonValue {
  return typeof principal === "string" ? principal : { literal: principal.literal };
}
