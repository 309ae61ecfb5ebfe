/** How a file name stands in a header. */
type FileName = { readonly text: string; readonly isPlainHeader?: true };

const EXTENDED = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]*)/i;
const PLAIN = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i;

/**
 * The name of a file in Content-Disposition (RFC 6266, section 4.3): that of `filename*`, where there is one,
 * since the other is then for clients that cannot read it. Undefined where there is none that can be read.
 */
export function dispositionName(header: string): FileName | undefined {
  const [, extended] = EXTENDED.exec(header) ?? [];
  if (extended !== undefined) {
    try {
      return { text: decodeURIComponent(extended) };
    } catch {
      return undefined;
    }
  }
  const [, quoted, token] = PLAIN.exec(header) ?? [];
  const text = quoted?.replace(/\\(.)/g, "$1") ?? token;
  return text === undefined ? undefined : { text: fromOctets(text), isPlainHeader: true };
}

/** What servers send beyond ASCII is UTF-8 as a rule, and arrives one character an octet (RFC 9110, section 5.5). */
function fromOctets(text: string): string {
  if (/[^\0-\xff]/.test(text) || !/[\x80-\xff]/.test(text)) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "latin1"));
  } catch {
    return text;
  }
}
