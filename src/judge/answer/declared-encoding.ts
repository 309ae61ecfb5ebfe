/** An XML declaration lies in the first bytes of a text, in ASCII. */
const DECLARATION_BYTES = 200;

/** `<?xml` */
const DECLARATION_START = Buffer.from("<?xml");

/**
 * The encoding that the XML declaration of a body names; undefined when it names none, and when it
 * names UTF-16, which a text that can be read so far is not: it is decoded as what it is.
 */
export function declaredEncoding(body: Buffer): string | undefined {
  if (!body.subarray(0, DECLARATION_START.length).equals(DECLARATION_START)) return undefined;
  const head = body.toString("latin1", 0, DECLARATION_BYTES);
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1];
  return declared && /^utf-?16/i.test(declared) ? undefined : declared;
}
