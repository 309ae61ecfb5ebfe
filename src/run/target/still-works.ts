import { isAccepted } from "../../judge/answer/answer.ts";
import { lacks } from "./lacks.ts";
import type { OpenTarget } from "./open-target.ts";
import { bindingFor } from "./service-client.ts";
import { SetUpError } from "./sessions.ts";

const IS_VALID_TICKET = "isValidTicket";

/** Whether the target itself says that a ticket is valid; false where it does not offer to say. */
export async function stillWorks(open: OpenTarget, ticket: string): Promise<boolean> {
  const operation = open.operations[IS_VALID_TICKET];
  const service = open.target.services.inforouter;
  if (!operation || !service || lacks(open.target, "inforouter", operation.name)) return false;
  try {
    const { answer } = await open.send("inforouter", {
      operation: operation.name,
      binding: bindingFor(operation, service.bindings[0] ?? "get"),
      with: {},
      without: [],
      credential: ticket,
      rename: {},
    });
    return answer !== undefined && isAccepted(answer);
  } catch (error) {
    if (error instanceof SetUpError) return false;
    throw error;
  }
}
