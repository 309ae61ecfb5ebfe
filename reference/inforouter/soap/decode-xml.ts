import { SoapFault } from "./soap-fault.ts";

/** The text of an XML message by its byte order mark, else its charset, else as UTF-8. */
export function decodeXml(body: Buffer, contentType: string): string {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? "utf-8";
  const encoding = markedEncoding(body) ?? charset;
  try {
    // `fatal`: bytes that the encoding does not know are refused; the mark is taken off
    return new TextDecoder(encoding, { fatal: true }).decode(body);
  } catch {
    throw new SoapFault(`The message is not in the encoding ${encoding}.`);
  }
}

function markedEncoding(body: Buffer): string | undefined {
  const [first, second] = body;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return first === 0xef && second === 0xbb ? "utf-8" : undefined;
}
