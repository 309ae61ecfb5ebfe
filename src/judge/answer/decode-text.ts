const BOMS = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
] as const;

/** The first characters of a document in UTF-16 without a byte order mark (XML 1.0, appendix F.1). */
const MARKUP_IN_UTF16 = [
  { encoding: "utf-16le", bytes: [0x3c, 0x00] },
  { encoding: "utf-16be", bytes: [0x00, 0x3c] },
] as const;

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The text of an XML or JSON body. What tells the encoding, first to last: a byte order mark, the
 * charset of the Content-Type (RFC 7303, section 3), the XML declaration, UTF-8 (XML 1.0, appendix
 * F). A charset that contradicts the body gives way, since clients differ in whom they believe.
 *
 * Undefined when the bytes are not valid in that encoding, or it is unknown.
 *
 * @param charset as the Content-Type has it
 */
export function decodeText(body: Buffer, charset?: string): string | undefined {
  const marked = encodingBy(BOMS, body);
  if (marked) return decoded(body, marked);
  // An encoding of two bytes would have been seen: it is not believed of a text in single ones.
  const named = charset === undefined || isUtf16(charset) ? undefined : charset;
  return (named && decoded(body, named)) ?? decoded(body, encodingInside(body));
}

function encodingInside(body: Buffer): string {
  return encodingBy(MARKUP_IN_UTF16, body) ?? declaredEncoding(body) ?? "utf-8";
}

/** An XML declaration lies in the first bytes of a text, in ASCII. */
const DECLARATION_BYTES = 200;

/** `<?xml` */
const DECLARATION_START = Buffer.from("<?xml");

/**
 * The encoding that the XML declaration of a body names; undefined when it names none, and when it
 * names UTF-16, which a text that can be read so far is not: it is decoded as what it is.
 */
function declaredEncoding(body: Buffer): string | undefined {
  if (!body.subarray(0, DECLARATION_START.length).equals(DECLARATION_START)) return undefined;
  const head = body.toString("latin1", 0, DECLARATION_BYTES);
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1];
  return declared && isUtf16(declared) ? undefined : declared;
}

function encodingBy(
  marks: readonly { readonly encoding: string; readonly bytes: readonly number[] }[],
  body: Buffer,
): string | undefined {
  return marks.find(({ bytes }) => bytes.every((byte, index) => body[index] === byte))?.encoding;
}

function decoded(body: Buffer, encoding: string): string | undefined {
  try {
    const isUtf8 = /^utf-?8$/i.test(encoding);
    return (isUtf8 ? UTF8 : new TextDecoder(encoding, { fatal: true })).decode(body);
  } catch {
    return undefined;
  }
}

function isUtf16(label: string): boolean {
  return /^utf-?16/i.test(label);
}
