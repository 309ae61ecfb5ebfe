import type { PrincipalState } from "../../../generators/generator.ts";
import type { ServiceName } from "../../model/target.ts";
import { principalsOf } from "./principals.ts";
import type { Caller } from "./target-parts.ts";

/**
 * The states of tickets or keys for generated inputs: what the target declares, without what
 * is made of a session where none could be had. Rules about other tickets can then be judged all the same.
 */
export async function obtainablePrincipals(
  open: Caller,
  service: ServiceName,
): Promise<readonly PrincipalState[]> {
  const described = open.services[service];
  if (!described) return [];
  const declared = principalsOf(open.target, described);
  const sessions = open.sessionsOf(service);
  const isThere = async (state: PrincipalState): Promise<boolean> => {
    const needed = state.startsWith("owner-") ? "owner" : state;
    if (needed === state && state !== "ended") return true;
    return sessions.ticket(needed).then(
      () => true,
      () => false,
    );
  };
  const there = await Promise.all(declared.map(isThere));
  return declared.filter((_, index) => there[index]);
}
