import { readReferences } from "./read-references.ts";

/** A way in which a text is encoded where it stands among others. */
interface Encoding {
  /** Continues "the text …" and "once too often": `XML-escaped`. */
  readonly called: string;
  /** The text by one decoding; the same where there is nothing to decode, or it cannot be. */
  readonly decoded: (text: string) => string;
  /** It is applied to texts as a whole: inside another text its result may be a part of a URL. */
  readonly isOfWhole?: true;
}

/** Encodings that servers apply, and take off, once too often. */
export const ENCODINGS: readonly Encoding[] = [
  {
    called: "escaped for XML or HTML",
    decoded: readReferences,
  },
  { called: "percent-encoded", decoded: percentDecoded, isOfWhole: true },
  {
    called: "encoded as in a form",
    decoded: (text) => percentDecoded(text.replaceAll("+", " ")),
    isOfWhole: true,
  },
  { called: "escaped for JSON", decoded: jsonUnescaped },
  { called: "in base64", decoded: base64Decoded, isOfWhole: true },
];

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function jsonUnescaped(text: string): string {
  if (!text.includes("\\")) return text;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

function base64Decoded(text: string): string {
  if (!/^(?:[A-Za-z0-9+/]{4}){2,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    return text;
  return Buffer.from(text, "base64").toString("utf8");
}

/** What a text becomes when its characters are read, or written, in another character set. */
export const CHARACTER_SETS: readonly {
  /** Continues "the text …". */
  readonly called: string;
  readonly spoilt: (text: string) => string;
}[] = [
  {
    called: "in UTF-8 that was read as Latin-1",
    spoilt: (text) => Buffer.from(text).toString("latin1"),
  },
  {
    called: "in UTF-8 that was read as Windows-1252",
    spoilt: (text) => new TextDecoder("windows-1252").decode(Buffer.from(text)),
  },
  {
    called: "with question marks for what is not ASCII",
    spoilt: (text) => text.replace(/[^\0-\x7f]/gu, "?"),
  },
  {
    called: "with a question mark for each UTF-16 unit that is not ASCII",
    spoilt: (text) => text.replace(/[^\0-\x7f]/g, "?"),
  },
  {
    called: "with a question mark for each byte that is not ASCII",
    spoilt: (text) =>
      Buffer.from(text)
        .toString("latin1")
        .replace(/[^\0-\x7f]/g, "?"),
  },
  {
    called: "with question marks for what is not Latin-1",
    spoilt: (text) => text.replace(/[^\0-\xff]/gu, "?"),
  },
  {
    called: "with question marks for what has four bytes in UTF-8",
    spoilt: (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, "?"),
  },
  {
    called: "with U+FFFD for what is not ASCII",
    spoilt: (text) => text.replace(/[^\0-\x7f]/gu, "\ufffd"),
  },
];
