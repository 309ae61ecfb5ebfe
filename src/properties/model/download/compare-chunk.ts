import type { Answer } from "../../../judge/answer.ts";
import type { Mismatch } from "../../../judge/mismatch.ts";
import type { Content } from "./world.ts";

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
  if (answer.kind !== "element") return { expected: "a chunk", actual: "a document by itself" };
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
    return { expected: `${name}="${value}" (DFC-01)`, actual: `${name}="${said(name)}"` };
  }
  const expected = `the ${length} bytes of the file from byte ${StartOffset} on (DFC-01, DFC-03)`;
  if (bytes.length !== length) return { expected, actual: `${bytes.length} bytes` };
  for (const [index, byte] of bytes.entries()) {
    const at = StartOffset + index;
    if ((content.bytes.get(at) ?? byte) !== byte) {
      return { expected, actual: `bytes that differ from byte ${at} on` };
    }
    content.bytes.set(at, byte);
  }
  return undefined;
}

function attribute(attributes: Readonly<Record<string, string>>, name: string): string {
  const found = Object.keys(attributes).find((key) => key.toLowerCase() === name);
  return found === undefined ? "" : (attributes[found] ?? "").toLowerCase();
}
