import { isAccepted } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import type { Target } from "../../model/target.ts";
import { lacks } from "./lacks.ts";
import type { OpenTarget } from "./open-target.ts";
import { sendHarmless } from "./preflight.ts";
import { isTicketRefusal } from "./refused-tickets.ts";

/** Calls that take a ticket and change nothing, the one that is about tickets first. */
const TAKING = ["isValidTicket", "DeleteUploadHandler"] as const;

/**
 * How the server refuses a declared ticket, in words; undefined where it takes it, and where no call tells.
 *
 * @param target the open one, as it is known to offer operations
 */
export async function howTicketIsRefused(
  ticket: string,
  open: OpenTarget,
  target: Target,
): Promise<string | undefined> {
  for (const name of TAKING) {
    if (!open.operations[name] || lacks(target, "inforouter", name)) continue;
    const { answer } = await sendHarmless(open, "inforouter", name, ticket);
    if (!answer) continue;
    if (isTicketRefusal(answer)) return `${name} answers ${describeAnswer(answer)}`;
    if (isAccepted(answer)) return undefined;
  }
  return undefined;
}
