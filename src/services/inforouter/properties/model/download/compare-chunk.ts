import type { Answer } from "../../../../../judge/answer/answer.ts";
import type { Mismatch } from "../../../../../judge/checks/mismatch.ts";
import { withStatements } from "../../../../../properties/model/with-statements.ts";
import type { Content } from "./world.ts";

/** What says that a chunk is right, and that the same part has the same bytes in any order. */
export const RIGHT_CHUNK: readonly string[] = ["DFC-01"];
export const SAME_BYTES: readonly string[] = ["DFC-03"];

/** What is asked for, in bytes. */
export interface Part {
  readonly StartOffset: number;
  readonly ChunkSize: number;
}

/**
 * Compares a chunk with what is known of the file, and adds what it tells. Undefined when it is right:
 * the bytes of that part, and the lengths and the flag that belong to them.
 */
export function compareChunk(
  answer: Answer,
  { StartOffset, ChunkSize }: Part,
  content: Content,
): Mismatch | undefined {
  if (answer.kind !== "element") {
    return wrong("a chunk", "a document by itself", "a document by itself");
  }
  const bytes = Buffer.from(answer.text, "base64");
  const said = (name: string): string => attribute(answer.attributes, name);
  content.size ??= Number(said("filelength"));
  const length = Math.min(ChunkSize, content.size - StartOffset);
  const isLast = StartOffset + length === content.size;
  const right: Readonly<Record<string, string>> = {
    filelength: String(content.size),
    chunklength: String(length),
    lastchunk: String(isLast),
  };
  for (const [name, value] of Object.entries(right)) {
    if (said(name) === value) continue;
    return wrong(`${name}="${value}"`, `${name}="${said(name)}"`, `another ${name}`);
  }
  const expected = `the ${length} bytes of the file from byte ${StartOffset} on`;
  if (bytes.length !== length) return wrong(expected, `${bytes.length} bytes`, "another length");
  for (const [index, byte] of bytes.entries()) {
    const at = StartOffset + index;
    if ((content.bytes.get(at) ?? byte) !== byte) {
      const breaks = content.isKnown ? RIGHT_CHUNK : SAME_BYTES;
      return wrong(expected, `bytes that differ from byte ${at} on`, "other bytes", breaks);
    }
    content.bytes.set(at, byte);
  }
  return undefined;
}

function wrong(
  expected: string,
  actual: string,
  got: string,
  statements: readonly string[] = RIGHT_CHUNK,
): Mismatch {
  const kind = `expected the right chunk of a file, got ${got}`;
  return { expected: withStatements(expected, statements), actual, statements, kind };
}

function attribute(attributes: Readonly<Record<string, string>>, name: string): string {
  const found = Object.keys(attributes).find((key) => key.toLowerCase() === name);
  return found === undefined ? "" : (attributes[found] ?? "").toLowerCase();
}
