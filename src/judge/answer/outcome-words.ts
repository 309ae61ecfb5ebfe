import type { Answer } from "./answer.ts";
import { isAccepted } from "./answer.ts";
import { jsonOf } from "./body-of.ts";
import { cut, oneLine } from "./quote.ts";
import { asksToTryAgain, spokenVerdict } from "./spoken-verdict.ts";
import { isOfCredential, toldErrors } from "./told-errors.ts";
import { withoutIds } from "./without-ids.ts";

/** What a server did in few words that can be compared between servers: no ids. */
export function outcomeWords(answer: Answer): string {
  switch (answer.kind) {
    case "element": {
      if (isAccepted(answer)) return "accepted";
      if (asksToTryAgain(answer.attributes)) return "asked to try again";
      if (spokenVerdict(answer.attributes) === undefined) return "neither success nor failure";
      const [told] = toldErrors(answer);
      const code = told && !isOfCredential(told) ? "" : codeOf(answer.attributes);
      return `refused: ${told?.words ?? "another error"}${code}`;
    }
    case "document":
      return isAccepted(answer) ? "accepted" : "refused: an empty document";
    case "json":
    case "http": {
      const error = (jsonOf(answer) as { error?: unknown } | null | undefined)?.error;
      const said = typeof error === "string" ? cut(withoutIds(oneLine(error))) : "";
      return `HTTP ${answer.status}${said ? ` ${said}` : ""}`;
    }
    case "refusal":
      return `refused before the operation: ${answer.by === "soap" ? "SOAP fault" : `HTTP ${answer.status}`}`;
    case "none":
      return "no answer";
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
