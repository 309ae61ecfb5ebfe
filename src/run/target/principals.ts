import type { PrincipalState } from "../../../generators/generator.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import type { JsonValue, Principal } from "../../model/value.ts";
import { lacks } from "./lacks.ts";

/** The states of tickets or keys that a target can provide, for the generators. */
export function principalsOf(target: Target, service: ServiceName): readonly PrincipalState[] {
  if (service === "apidatatools") {
    const { owner, stranger } = target.services.apidatatools?.keys ?? {};
    return states(owner !== undefined, stranger !== undefined, false);
  }
  const { users, expiredTicket } = target.services.inforouter ?? {};
  const owner = users?.owner;
  const canEnd =
    expiredTicket !== undefined ||
    (owner !== undefined && "uid" in owner && !lacks(target, "inforouter", "LogOut"));
  return states(owner !== undefined, users?.stranger !== undefined, canEnd);
}

function states(owner: boolean, stranger: boolean, ended: boolean): readonly PrincipalState[] {
  return [
    ...(owner ? (["owner"] as const) : []),
    ...(stranger ? (["stranger"] as const) : []),
    ...(ended ? (["ended"] as const) : []),
    "unknown",
    "empty",
    "missing",
  ];
}

/** A principal as cases show it. */
export function principalLabel(principal: Principal | "owner-again"): JsonValue {
  return typeof principal === "string" ? principal : { literal: principal.literal };
}
