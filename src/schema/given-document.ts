import type { SourceDocument } from "./document.ts";

/**
 * A value of a program as a document: what is wrong with it is shown by its path, `targets.mine.launch`.
 * Only what JSON can say is kept.
 */
export function givenDocument(value: unknown): SourceDocument {
  return {
    file: "options",
    value: JSON.parse(JSON.stringify(value)) as unknown,
    positionOf: (path) => ({ file: path.length === 0 ? "options" : path.join(".") }),
  };
}
