import { createHash } from "node:crypto";
import { placeIn } from "../../model/made-bytes.ts";
import type { BytesSpec } from "../../model/value.ts";
import { payloadOf, recipeOf } from "../encode/bytes.ts";
import { isLarge, type LongBody } from "../encode/long-body.ts";
import type { Secrets } from "./secrets.ts";

/** What evidence needs of secrets. */
export type Redaction = Pick<Secrets, "redact" | "cut">;

export interface EvidenceLimits {
  /** Longer texts are cut, and say so. */
  readonly maxTextChars: number;
  /** Of binary bodies, as base64. */
  readonly previewBytes: number;
}

/** Read beyond the preview of a binary body, so that a secret across its end is seen. */
const MARGIN = 4096;

/** A text as evidence: payloads as recipes, secrets as labels, cut at the limit with a note. */
export function evidenceText(
  text: string,
  secrets: Redaction,
  limits: EvidenceLimits,
  payloads: readonly BytesSpec[] = [],
): string {
  const { maxTextChars } = limits;
  const elided = elidePayloads(text, payloads);
  return secrets.cut(elided, maxTextChars, `‹cut here: ${elided.length} characters in all›`);
}

/** A body as evidence: UTF-8 text as {@link evidenceText}, other bytes as size, digest and preview. */
export function evidenceBody(
  body: Buffer,
  secrets: Redaction,
  limits: EvidenceLimits,
  payloads: readonly BytesSpec[] = [],
): string {
  const cut = cutAtPayload(body, payloads);
  if (cut) {
    const before = evidenceBody(cut.before, secrets, limits, payloads);
    return before + cut.note + evidenceBody(cut.after, secrets, limits, payloads);
  }
  const text = readableText(body);
  return text === null
    ? binaryNote(body, secrets, limits)
    : evidenceText(text, secrets, limits, payloads);
}

/** A body that is made while it goes out as evidence: the same as of its bytes, which need not be there. */
export function evidenceLongBody(
  { parts }: LongBody,
  secrets: Redaction,
  limits: EvidenceLimits,
  payloads: readonly BytesSpec[] = [],
): string {
  const isText = parts.every((part) => typeof part === "string" || part.as !== "bytes");
  if (isText) {
    const texts = parts.map((part) => (typeof part === "string" ? part : base64Note(part.payload)));
    return evidenceText(texts.join(""), secrets, limits, payloads);
  }
  let evidence = "";
  let run: Buffer[] = [];
  const endRun = (): void => {
    evidence += evidenceBody(Buffer.concat(run), secrets, limits, payloads);
    run = [];
  };
  for (const part of parts) {
    if (typeof part === "string") run.push(Buffer.from(part));
    else if (!isLarge(part.payload)) run.push(payloadOf(part.payload).bytes);
    else {
      endRun();
      evidence += bytesNote(part.payload);
    }
  }
  endRun();
  return evidence;
}

/** A note of bytes that are no text, with their beginning. */
const NOTE =
  /^‹(\d+ bytes, sha256:[0-9a-f]{64}), base64(?: of the first \d+)?: ([A-Za-z0-9+/]*={0,2})›$/;

/** A text or body that is evidence already, without the secrets that are known by now. */
export function evidenceAgain(shown: string, secrets: Redaction): string {
  const [, about, preview] = NOTE.exec(shown) ?? [];
  if (about === undefined || preview === undefined) return secrets.redact(shown);
  return isSecretIn(Buffer.from(preview, "base64"), secrets) ? notShown(about) : shown;
}

function isSecretIn(bytes: Buffer, secrets: Redaction): boolean {
  return (["latin1", "utf8", "utf16le"] as const).some((charset) => {
    const text = bytes.toString(charset);
    return secrets.redact(text) !== text;
  });
}

function notShown(about: string): string {
  return `‹${about}; not shown, since a secret is in it›`;
}

/** The text, or null when the bytes are not UTF-8 or hold control characters that no text has. */
function readableText(body: Buffer): string | null {
  const text = body.toString("utf8");
  if (/[^\t\n\r\u{20}-\u{7e}\u{80}-\u{10ffff}]/u.test(text)) return null;
  return text.includes("\ufffd") && !Buffer.from(text).equals(body) ? null : text;
}

function binaryNote(body: Buffer, secrets: Redaction, { previewBytes }: EvidenceLimits): string {
  const digest = createHash("sha256").update(body).digest("hex");
  const about = `${body.length} bytes, sha256:${digest}`;
  if (isSecretIn(body.subarray(0, previewBytes + MARGIN), secrets)) return notShown(about);
  const preview = body.subarray(0, previewBytes).toString("base64");
  return body.length <= previewBytes
    ? `‹${about}, base64: ${preview}›`
    : `‹${about}, base64 of the first ${previewBytes}: ${preview}›`;
}

/** Smaller payloads are easier to read than their recipe. */
const MIN_ELIDED_BYTES = 192;

/** What stands for a payload in base64. */
function base64Note(spec: BytesSpec): string {
  return `‹base64 of ${spec.bytes.size - (spec.bytes.from ?? 0)} bytes: ${recipeOf(spec)}›`;
}

/** What stands for the bytes of a payload. */
function bytesNote(spec: BytesSpec): string {
  return `‹${payloadOf(spec).made.bytes.length} bytes: ${recipeOf(spec)}›`;
}

/** A text in which every payload's base64 is replaced by the recipe that makes it. */
function elidePayloads(text: string, payloads: readonly BytesSpec[]): string {
  return payloads.reduce((shorter, spec) => {
    const size = spec.bytes.size - (spec.bytes.from ?? 0);
    if (size < MIN_ELIDED_BYTES) return shorter;
    const payload = payloadOf(spec);
    // The texts of a large one take much to make.
    if (shorter.length < payload.made.base64().length) return shorter;
    const note = base64Note(spec);
    const elided = shorter.replaceAll(payload.base64(), note);
    // Of a large one that text takes much to make.
    return elided === shorter ? shorter.replaceAll(payload.percentBase64(), note) : elided;
  }, text);
}

/** Bytes cut at the first payload that is in them raw: what stands before, its recipe, what follows. */
function cutAtPayload(
  body: Buffer,
  payloads: readonly BytesSpec[],
): { readonly before: Buffer; readonly note: string; readonly after: Buffer } | null {
  for (const spec of payloads) {
    const { bytes } = payloadOf(spec).made;
    const at = bytes.length < MIN_ELIDED_BYTES ? -1 : placeIn(body, bytes);
    if (at < 0) continue;
    const note = bytesNote(spec);
    return { before: body.subarray(0, at), note, after: body.subarray(at + bytes.length) };
  }
  return null;
}
