import type { PrincipalState } from "../../../generators/generator.ts";
import type { ServiceName } from "../../model/target.ts";
import type { OpenTarget } from "./open-target.ts";
import { principalsOf } from "./principals.ts";

/**
 * The states of tickets or keys for generated inputs: what the target declares, without an ended
 * session where none could be had. Rules about other tickets can then be judged all the same.
 */
export async function obtainablePrincipals(
  open: OpenTarget,
  service: ServiceName,
): Promise<readonly PrincipalState[]> {
  const described = open.services[service];
  if (!described) return [];
  const declared = principalsOf(open.target, described);
  if (!declared.includes("ended")) return declared;
  const ended = await open
    .sessionsOf(service)
    .ticket("ended")
    .catch(() => undefined);
  return ended === undefined ? declared.filter((state) => state !== "ended") : declared;
}
