/** A text with every line end as `\n` (XML 1.0, section 2.11). */
export function withLineEnds(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : text;
}
