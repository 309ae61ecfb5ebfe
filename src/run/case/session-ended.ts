import { isAccepted } from "../../judge/answer/answer.ts";
import type { ServiceName } from "../../model/target.ts";
import { isTicketRefusal, usedTickets } from "../target/refused-tickets.ts";
import { validityOf } from "../target/still-works.ts";
import type { CaseTarget } from "../target/target-parts.ts";
import type { TraceEntry } from "./trace.ts";

/**
 * Whether a session that a case used is no longer good: what it shows may be no more than that. A server that
 * mixes up its users refuses a ticket that is still good afterwards. Where the target does not say of a ticket
 * whether it is good, a case in which one is refused shows nothing, either.
 */
export async function sessionEnded(
  open: CaseTarget,
  service: ServiceName,
  trace: readonly TraceEntry[],
): Promise<boolean> {
  const { isOurs } = open.sessionsOf(service);
  const wasRefused = trace.some(({ as, answer }) => isUser(as) && isTicketRefusal(answer));
  const used = usedTickets(trace, isOurs);
  // A session of the case's own is over with it: nobody can tell any more.
  if (used.size === 0) return wasRefused;
  for (const ticket of used) {
    const answer = await validityOf(open, service, ticket);
    if (answer === undefined ? wasRefused : !isAccepted(answer)) return true;
  }
  return false;
}

function isUser(as: TraceEntry["as"]): boolean {
  return as === "owner" || as === "stranger" || as === "owner-again";
}
