import { type Answer, isAccepted } from "../../judge/answer/answer.ts";
import { lacks } from "./lacks.ts";
import type { OpenTarget } from "./open-target.ts";
import { bindingFor } from "./service-client.ts";
import { SetUpError } from "./sessions.ts";

const IS_VALID_TICKET = "isValidTicket";

/** Whether the target itself says that a ticket is valid; false where it does not offer to say. */
export async function stillWorks(open: OpenTarget, ticket: string): Promise<boolean> {
  const answer = await validityOf(open, ticket);
  return answer !== undefined && isAccepted(answer);
}

/** What the target says of a ticket; undefined where it does not offer to say, or gives no answer. */
export async function validityOf(open: OpenTarget, ticket: string): Promise<Answer | undefined> {
  const operation = open.operations[IS_VALID_TICKET];
  const service = open.target.services.inforouter;
  if (!operation || !service || lacks(open.target, "inforouter", operation.name)) return undefined;
  try {
    const { answer } = await open.send("inforouter", {
      operation: operation.name,
      binding: bindingFor(operation, service.bindings[0] ?? "get"),
      with: {},
      without: [],
      credential: ticket,
      rename: {},
    });
    return answer;
  } catch (error) {
    if (error instanceof SetUpError) return undefined;
    throw error;
  }
}
