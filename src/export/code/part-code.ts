import { gzipSync } from "fflate";
import type { Escape, ExportedPlace, Part } from "../exported-test.ts";
import { NotExpressible } from "../exported-test.ts";
import { subjectCode } from "./condition-code.ts";
import type { Tongue } from "./tongue.ts";

/** Longer payloads are packed. */
const MOST_PLAIN = 1024;
/** So much of a packed payload can stand in a file that people open. */
const MOST_PACKED = 256 * 1024;

const ESCAPING: Readonly<Record<Escape, string>> = {
  url: "escapeUrl",
  xml: "escapeXml",
  json: "escapeJson",
};

/**
 * Pieces as an expression of one text.
 *
 * @throws NotExpressible for bytes among them, which are no text
 */
export function textCode(parts: readonly Part[], tongue: Tongue): string {
  return parts.map((part) => pieceCode(part, tongue)).join(" + ") || tongue.literal("");
}

/** Pieces as an expression of bytes. */
export function bytesCode(parts: readonly Part[], tongue: Tongue): string {
  const runs: (readonly Part[])[] = [];
  for (const part of parts) {
    const isRaw = typeof part === "object" && part.kind === "payload" && part.as === "raw";
    const last = runs.at(-1);
    const isAfterRaw = last?.some(
      (one) => typeof one === "object" && one.kind === "payload" && one.as === "raw",
    );
    if (isRaw || !last || isAfterRaw) runs.push([part]);
    else runs[runs.length - 1] = [...last, part];
  }
  const codes = runs.map((run) => {
    const [only] = run;
    return typeof only === "object" && only.kind === "payload" && only.as === "raw"
      ? payloadCode(only.bytes, tongue)
      : tongue.encoded(textCode(run, tongue));
  });
  const [one = tongue.encoded(tongue.literal(""))] = codes;
  return codes.length < 2 ? one : tongue.joined(codes);
}

function pieceCode(part: Part, tongue: Tongue): string {
  if (typeof part === "string") return tongue.literal(part);
  const escaped = (text: string, into: Escape | undefined): string =>
    into === undefined ? text : tongue.call(ESCAPING[into], text);
  switch (part.kind) {
    case "base":
      return "base";
    case "variable":
      return escaped(tongue.call("variable", tongue.literal(part.name)), part.into);
    case "saved":
      return escaped(tongue.saved(part.name), part.into);
    case "new":
      return tongue.call("newName", "run", tongue.literal(part.number));
    case "payload": {
      if (part.as === "raw") throw new NotExpressible("bytes stand where only text can");
      const text = tongue.call("toBase64", payloadCode(part.bytes, tongue));
      return part.as === "url" ? tongue.call("escapeUrl", text) : text;
    }
    default:
      return part satisfies never;
  }
}

/** The bytes of a payload: as base64, packed where that is shorter to read. */
function payloadCode(bytes: Buffer, tongue: Tongue): string {
  if (bytes.length <= MOST_PLAIN) {
    return tongue.call("fromBase64", tongue.literal(bytes.toString("base64")));
  }
  const packed = Buffer.from(gzipSync(bytes, { mtime: "1980-01-01T00:00:00" }));
  if (packed.length > MOST_PACKED) {
    throw new NotExpressible(`it sends ${bytes.length} bytes, too many to write into a file`);
  }
  return tongue.call("unpacked", tongue.literal(packed.toString("base64")));
}

/** Where a value stands in an answer, as an expression of it. */
export function placeCode(place: ExportedPlace, answer: string, tongue: Tongue): string {
  if ("attribute" in place) {
    const subject = { kind: "attribute", name: place.attribute, anyCase: true } as const;
    return subjectCode(subject, answer, tongue);
  }
  if ("header" in place) return subjectCode({ kind: "header", name: place.header }, answer, tongue);
  if ("json" in place) return subjectCode({ kind: "json", pointer: place.json }, answer, tongue);
  return tongue.call("firstGroup", answer, tongue.literal(place.text));
}
