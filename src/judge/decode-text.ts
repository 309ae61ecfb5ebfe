const BOMS = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
] as const;

/** An XML declaration lies in the first bytes of a text, in ASCII. */
const DECLARATION_BYTES = 200;

/**
 * The text of an XML or JSON body: by its byte order mark, else by its XML declaration, else UTF-8
 * (XML 1.0, appendix F). Undefined when the bytes are not valid in that encoding, or it is unknown.
 */
export function decodeText(body: Buffer): string | undefined {
  const bom = BOMS.find(({ bytes }) => bytes.every((byte, index) => body[index] === byte));
  const encoding = bom?.encoding ?? declaredEncoding(body) ?? "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function declaredEncoding(body: Buffer): string | undefined {
  if (body[0] !== 0x3c) return undefined;
  const head = body.subarray(0, DECLARATION_BYTES).toString("latin1");
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1];
  // Text that declares UTF-16 without being it is decoded as what it is.
  return declared && /^utf-?16/i.test(declared) ? undefined : declared;
}
