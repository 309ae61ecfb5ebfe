import { hasBinding, isToldByStatus } from "../../model/binding.ts";
import type { SavedFrom, SavedPlace } from "../../model/saved-from.ts";
import type { CurlStep } from "./curl-step.ts";
import { shellQuote } from "./shell-quote.ts";

/** Attributes may stand on lines of their own. */
const ONE_LINE = "tr '\\r\\n\\t' '   '";

/** A command that reads an answer, or its headers where a header is wanted, and prints the value. */
export function extract({ call }: Pick<CurlStep, "call">, from: SavedFrom): string {
  if (typeof from === "object") return extractAt(from);
  const escaped = from.replace(/[\\/.*[\]^$]/g, "\\$&");
  const { answer, ...operation } = call.operation;
  // The last value of that name, of an attribute or of a member of JSON.
  const isJson = answer === "json" || (hasBinding(operation, isToldByStatus) && answer !== "xml");
  const pattern = isJson
    ? `.*"${escaped}"[[:space:]]*:[[:space:]]*"\\([^"]*\\)".*`
    : `.*[[:space:]]${escaped}="\\([^"]*\\)".*`;
  return `${ONE_LINE} | sed -n ${shellQuote(`s/${pattern}/\\1/p`)}`;
}

/** Node is there where this tool is, and reads JSON and regular expressions as it does. */
function extractAt(from: SavedPlace): string {
  if ("header" in from) {
    const line = shellQuote(`^${from.header.replace(/[.*^$]/g, "\\$&")}:`);
    const trimmed = "sed 's/^[[:space:]]*//; s/[[:space:]]*$//'";
    return `grep -i ${line} | tail -n 1 | cut -d: -f2- | ${trimmed}`;
  }
  const body = 'require("fs").readFileSync(0, "utf8")';
  if ("text" in from) {
    return `node -p ${shellQuote(`RegExp(${JSON.stringify(from.text)}, "u").exec(${body})[1]`)}`;
  }
  return `node -p ${shellQuote(`JSON.parse(${body})${accessOf(from.json)}`)}`;
}

/** `["upload"]["id"]` */
function accessOf(pointer: string): string {
  const parts = pointer.split("/").slice(1);
  return parts
    .map((part) => `[${JSON.stringify(part.replaceAll("~1", "/").replaceAll("~0", "~"))}]`)
    .join("");
}
