import { say } from "../../support/answer.ts";
import type { Session } from "../../support/session.ts";

/** The bytes of the document that comes of these chunks, each a character, or what the server says. */
export async function documentOf(session: Session, ...chunks: readonly Buffer[]): Promise<string> {
  const id = await session.create();
  for (const [index, bytes] of chunks.entries()) {
    const answer = await session.chunk(id, bytes, { last: index === chunks.length - 1 });
    if (say(answer) !== "true") return say(answer);
  }
  return finished(session, id);
}

/** Finalizes a handler, and gives the bytes of the document. */
export async function finished(session: Session, id: string): Promise<string> {
  const path = `/Library/inbox/${id}.bin`;
  const answer = await session.finalize(id, path);
  return say(answer) === "true" ? session.read(path) : say(answer);
}

/** The bytes that a text of Latin-1 characters stands for. */
export const bytesOf = (text: string): Buffer => Buffer.from(text, "latin1");
