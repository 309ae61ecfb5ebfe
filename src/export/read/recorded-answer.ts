import { createHash } from "node:crypto";
import type { Exchange } from "../../model/exchange.ts";
import type { RecordedAnswer } from "../exported-test.ts";

/** How reports write bytes that are no text. */
const BINARY =
  /^‹(\d+) bytes, sha256:([0-9a-f]{64})(?:, base64: ([A-Za-z0-9+/=]*)|, base64 of the first [^‹›]*|; not shown[^‹›]*)?›$/;
/** Something that stands for what was there: a secret, a payload, the rest of a long text. */
const STANDS_FOR = /‹(?:cut here: \d+|[a-z]+:[^›\s]{1,60}›|(?:base64 of )?\d+ bytes)/;

/** What came back as far as a report keeps it; null where nothing did. */
export function recordedAnswer({ response }: Exchange): RecordedAnswer | null {
  if (!response) return null;
  const { status, headers, body } = response;
  const binary = BINARY.exec(body);
  if (binary) {
    return { status, headers, text: undefined, sha256: binary[2], length: Number(binary[1]) };
  }
  if (STANDS_FOR.test(body)) {
    // A label for a secret leaves the rest of a text as it was; a text that is cut is not the text.
    const isWhole = !/‹(?:cut here: |(?:base64 of )?\d+ bytes)/.test(body);
    return {
      status,
      headers,
      text: isWhole ? body : undefined,
      sha256: undefined,
      length: undefined,
    };
  }
  const bytes = Buffer.from(body);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { status, headers, text: body, sha256, length: bytes.length };
}

/** Bytes that a report shows whole, although they are no text; undefined for all else. */
export function bytesShown(body: string): Buffer | undefined {
  const shown = BINARY.exec(body)?.[3];
  return shown === undefined ? undefined : Buffer.from(shown, "base64");
}
