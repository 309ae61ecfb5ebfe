import { type Answer, isAccepted } from "../../judge/answer/answer.ts";
import { refusesCredential } from "../../judge/answer/told-errors.ts";
import type { TraceEntry } from "../case/trace.ts";

const UNAUTHORIZED = 401;

/**
 * The tickets of our sessions that a case saw refused, and never accepted after that: their sessions
 * may have ended on the way. One that the case itself logged out is not among them.
 *
 * @param isOurs whether a text is the ticket of a session that was to last
 * @param ending the operation that ends a session
 */
export function refusedTickets(
  trace: readonly TraceEntry[],
  isOurs: (text: string) => boolean,
  ending: string | undefined,
): readonly string[] {
  if (!trace.some(({ answer }) => isTicketRefusal(answer))) return [];
  const refused = new Set<string>();
  const loggedOut = new Set<string>();
  for (const entry of trace) {
    const { operation, answer } = entry;
    const ticket = ticketOf(entry, isOurs);
    if (ticket === undefined || !answer || loggedOut.has(ticket)) continue;
    if (isTicketRefusal(answer)) refused.add(ticket);
    else if (isAccepted(answer)) {
      refused.delete(ticket);
      if (operation === ending) loggedOut.add(ticket);
    }
  }
  return [...refused];
}

/** The tickets of our sessions that a case used. */
export function usedTickets(
  trace: readonly TraceEntry[],
  isOurs: (text: string) => boolean,
): ReadonlySet<string> {
  return new Set(trace.flatMap((entry) => ticketOf(entry, isOurs) ?? []));
}

function ticketOf({ sent }: TraceEntry, isOurs: (text: string) => boolean): string | undefined {
  const ticket = sent?.call.arguments
    .map(({ token, value }) => token ?? value)
    .find((value) => typeof value === "string" && isOurs(value));
  return typeof ticket === "string" ? ticket : undefined;
}

/** Whether an answer says of the ticket that it is no good. */
export function isTicketRefusal(answer: Answer | undefined): boolean {
  if (answer?.kind === "refusal") return answer.status === UNAUTHORIZED;
  return answer !== undefined && refusesCredential(answer);
}
