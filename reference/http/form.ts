/** Values by name, as the reader spells names: text as sent, or the bytes of a binary part. */
export type FormFields = ReadonlyMap<string, string | Buffer>;

/**
 * Reads `application/x-www-form-urlencoded` text, a query or a body. `fold` spells
 * names, `combine` makes one value of two of a name; a malformed escape stands for itself.
 */
export function parseForm(
  text: string,
  fold: (name: string) => string,
  combine: (earlier: string, later: string) => string,
): FormFields {
  const fields = new Map<string, string>();
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf("&", start);
    if (end === -1) end = text.length;
    if (end > start) {
      const equals = text.indexOf("=", start);
      const middle = equals === -1 || equals > end ? end : equals;
      const name = fold(decode(text.slice(start, middle)));
      const value = decode(text.slice(middle + 1, end));
      const earlier = fields.get(name);
      fields.set(name, earlier === undefined ? value : combine(earlier, value));
    }
    start = end + 1;
  }
  return fields;
}

function decode(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return decodeLeniently(spaced);
  }
}

/** Escapes that are no hexadecimal stay, bytes that are no UTF-8 become U+FFFD. */
function decodeLeniently(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"),
  );
}
