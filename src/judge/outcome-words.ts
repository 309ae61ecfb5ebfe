import type { Answer } from "./answer.ts";
import { isAccepted } from "./answer.ts";
import { BAD_REQUEST, isBadRequest } from "./is-bad-request.ts";
import { cut, oneLine } from "./quote.ts";
import { asksToTryAgain, spokenVerdict } from "./spoken-verdict.ts";
import { ticketError } from "./ticket-error.ts";
import { withoutIds } from "./without-ids.ts";

/** What a server did in few words that can be compared between servers: no ids. */
export function outcomeWords(answer: Answer): string {
  switch (answer.kind) {
    case "element": {
      if (isAccepted(answer)) return "accepted";
      if (asksToTryAgain(answer.attributes)) return "asked to try again";
      if (spokenVerdict(answer.attributes) === undefined) return "neither success nor failure";
      if (isBadRequest(answer)) return `refused: ${BAD_REQUEST}`;
      const ticket = ticketError(answer);
      if (ticket) return ticket === "other" ? "refused: ticket error" : `refused: [${ticket}]`;
      return "refused: another error";
    }
    case "document":
      return isAccepted(answer) ? "accepted" : "refused: an empty document";
    case "json": {
      const error = (answer.value as { error?: unknown } | null | undefined)?.error;
      const said = typeof error === "string" ? cut(withoutIds(oneLine(error))) : "";
      return `HTTP ${answer.status}${said ? ` ${said}` : ""}`;
    }
    case "refusal":
      return `refused before the operation: ${answer.by === "soap" ? "SOAP fault" : `HTTP ${answer.status}`}`;
    case "unreadable":
      return "unreadable answer";
    default:
      return answer satisfies never;
  }
}
