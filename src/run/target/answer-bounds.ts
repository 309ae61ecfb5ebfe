import type { Call, Reply } from "../../model/call.ts";
import type { Operation } from "../../model/operation.ts";

const MEBIBYTE = 1024 * 1024;
/** What makes something answers how that is called, and perhaps what it looks like. */
const MOST_OF_CREATION = 4 * MEBIBYTE;
/** A list, a description: what has so many bytes has more elements or values than are read. */
const MOST_TOLD = 16 * MEBIBYTE;
/** What stands around the content of an answer. */
const MOST_AROUND = MEBIBYTE;

/** How many bytes an answer may have by what was asked for; undefined: as many as any. */
export function mostAnswered(operation: OfAnswer): number | undefined {
  if (operation.creates) return MOST_OF_CREATION;
  return mayHoldContent(operation) ? undefined : MOST_TOLD;
}

type OfAnswer = Pick<Operation, "creates" | "answer" | "holdsContent">;

/** XML that no rule looks for a content in only tells something. */
function mayHoldContent({ answer, holdsContent }: OfAnswer): boolean {
  return answer !== "xml" || holdsContent === true;
}

/**
 * A reply whose body somebody has a use for. An answer of the largest size is a document, or holds one in base64;
 * one that is large and neither is let go at once: as bytes, as text and as what is read of it, and that of
 * each call of each case under way, it would fill the memory.
 */
export function withinBounds(reply: Reply, { operation }: Pick<Call, "operation">): Reply {
  if (reply.kind === "failure" || reply.body.length <= MOST_TOLD) return reply;
  const { answer } = operation;
  if (answer === "bytes" || answer === "none" || isMostlyBase64(reply.body)) return reply;
  const message = `The answer is larger than ${MOST_TOLD} bytes and holds no document.`;
  return { kind: "failure", code: "too-large", message, begun: true, durationMs: reply.durationMs };
}

/** The alphabets of base64, its padding, the white space and the escapes that may stand within. */
const OF_BASE64 = Uint8Array.from({ length: 256 }, (_, code) =>
  /[A-Za-z0-9+/_=\s\\-]/.test(String.fromCharCode(code)) && code < 128 ? 0 : 1,
);

function isMostlyBase64(body: Buffer): boolean {
  let others = 0;
  for (const byte of body) {
    others += OF_BASE64[byte] ?? 1;
    if (others > MOST_AROUND) return false;
  }
  return true;
}
