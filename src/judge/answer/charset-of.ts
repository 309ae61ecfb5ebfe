/** `charset` among the parameters of a media type (RFC 9110, section 8.3.1), quoted or not. */
const CHARSET = /;\s*charset\s*=\s*(?:"([^"]+)"|([^\s;"]+))/i;

/** The charset that a Content-Type names. */
export function charsetOf(contentType: string | undefined): string | undefined {
  const [, quoted, bare] = CHARSET.exec(contentType ?? "") ?? [];
  return quoted ?? bare;
}
