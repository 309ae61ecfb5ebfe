import { type Answer, isAccepted } from "../../judge/answer/answer.ts";
import { firstBinding } from "../../model/binding.ts";
import type { ServiceName } from "../../model/target.ts";
import { lacks } from "./lacks.ts";
import { bindingFor } from "./service-client.ts";
import { SetUpError } from "./sessions.ts";
import type { Caller } from "./target-parts.ts";

/** Whether the target itself says that a token is valid; false where it does not offer to say. */
export async function stillWorks(
  open: Caller,
  service: ServiceName,
  token: string,
): Promise<boolean> {
  const answer = await validityOf(open, service, token);
  return answer !== undefined && isAccepted(answer);
}

/** What the target says of a token; undefined where it does not offer to say, or gives no answer. */
export async function validityOf(
  open: Caller,
  service: ServiceName,
  token: string,
): Promise<Answer | undefined> {
  const { check } = open.services[service]?.credentials ?? {};
  const operation = check && open.operations[service]?.[check.call];
  const entry = open.target.services[service];
  if (!operation || !entry || lacks(open.target, service, operation.name)) return undefined;
  try {
    const { answer } = await open.send(service, {
      operation: operation.name,
      binding: bindingFor(operation, firstBinding(entry.bindings)),
      with: check.with,
      without: [],
      credential: token,
      rename: {},
    });
    return answer;
  } catch (error) {
    if (error instanceof SetUpError) return undefined;
    throw error;
  }
}
