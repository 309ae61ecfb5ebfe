import { createHash } from "node:crypto";
import type { BytesSpec } from "../../model/value.ts";
import { cutAtPayload, elidePayloads } from "./elide-payloads.ts";
import type { Secrets } from "./secrets.ts";

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
  secrets: Secrets,
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
  secrets: Secrets,
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

/** The text, or null when the bytes are not UTF-8 or hold control characters that no text has. */
function readableText(body: Buffer): string | null {
  const text = body.toString("utf8");
  if (/[^\t\n\r\u{20}-\u{7e}\u{80}-\u{10ffff}]/u.test(text)) return null;
  return text.includes("\ufffd") && !Buffer.from(text).equals(body) ? null : text;
}

function binaryNote(body: Buffer, secrets: Secrets, { previewBytes }: EvidenceLimits): string {
  const digest = createHash("sha256").update(body).digest("hex");
  const about = `${body.length} bytes, sha256:${digest}`;
  const start = body.subarray(0, previewBytes + MARGIN);
  const hidden = (["latin1", "utf8", "utf16le"] as const).some((charset) => {
    const text = start.toString(charset);
    return secrets.redact(text) !== text;
  });
  if (hidden) return `‹${about}; not shown, since a secret is in it›`;
  const preview = body.subarray(0, previewBytes).toString("base64");
  return body.length <= previewBytes
    ? `‹${about}, base64: ${preview}›`
    : `‹${about}, base64 of the first ${previewBytes}: ${preview}›`;
}
