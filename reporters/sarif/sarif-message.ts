import type { Message } from "sarif";
import { truncate } from "../text/truncate.ts";
import { visibleLines } from "../text/visible.ts";

const MAX_MESSAGE = 4_000;

/**
 * Text as a SARIF message that a viewer shows as it is. A number in braces would be a placeholder (3.11.5 of
 * the specification) and brackets before a parenthesis a link (3.11.6): a server's words must be neither, and
 * a space says so in every viewer. Code scanning shows the specification's own escapes as they stand.
 */
export function sarifMessage(text: string, max = MAX_MESSAGE): Message {
  const shown = visibleLines(truncate(text, max));
  return { text: shown.replace(/\{(?=\d)/g, "{ ").replaceAll("](", "] (") };
}
