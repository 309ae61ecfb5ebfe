import type { Answer } from "./answer.ts";
import { isAccepted } from "./answer.ts";
import { cut, oneLine } from "./quote.ts";
import { ticketError } from "./ticket-error.ts";
import { withoutIds } from "./without-ids.ts";

/** The error text for a handler that is no GUID; it is never translated (DUH-07, DDH-07). */
export const BAD_REQUEST = "bad Request";

/** What a server did in few words that can be compared between servers: no ids. */
export function outcomeWords(answer: Answer): string {
  switch (answer.kind) {
    case "element": {
      if (isAccepted(answer)) return "accepted";
      if (answer.attributes["tryagain"] === "true") return "asked to try again";
      if (answer.attributes["success"] !== "false") return "neither success nor failure";
      if (answer.attributes["error"]?.trim() === BAD_REQUEST) return `refused: ${BAD_REQUEST}`;
      const ticket = ticketError(answer);
      const words = ticket === "other" ? "ticket error" : ticket ? `[${ticket}]` : "another error";
      return `refused: ${words}${codeOf(answer.attributes)}`;
    }
    case "document":
      return "accepted";
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

/** Newer servers number their errors (ALL-08); some pages spell the attribute without a capital. */
function codeOf({ errorCode, errorcode }: Readonly<Record<string, string>>): string {
  const code = errorCode ?? errorcode ?? "";
  return /^[0-9]{1,6}$/.test(code) ? `, errorCode ${code}` : "";
}
