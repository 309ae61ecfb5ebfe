import type { Answer } from "./answer.ts";

/** Text of a server is quoted up to this length in sentences; the exchange has it whole. */
const QUOTED = 200;

/** What a server answered, in the words that rules use. Server text is quoted, and still hostile. */
export function describeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case "element": {
      const { success, error, ...others } = answer.attributes;
      const parts = [
        `success=${success === "true" || success === "false" ? success : quote(success ?? "")}`,
        error === undefined ? "no error attribute" : `error ${quote(error)}`,
        ...Object.entries(others).map(([name, value]) => `${name}=${quote(value)}`),
      ];
      return `${parts[0]} with ${parts.slice(1).join(", ")}`;
    }
    case "document":
      return `a document of ${answer.bytes.length} bytes`;
    case "json": {
      const text = answer.text.trim();
      return `HTTP ${answer.status} with ${text === "" ? "an empty body" : cut(text)}`;
    }
    case "refusal":
      return answer.what;
    case "unreadable":
      return `HTTP ${answer.status} whose answer ${answer.why}`;
    default:
      return answer satisfies never;
  }
}

export function quote(text: string): string {
  return JSON.stringify(cut(text));
}

function cut(text: string): string {
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
}
