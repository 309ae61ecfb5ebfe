import type { DocumentPath, SourceDocument } from "../../schema/document.ts";

/** The part of a document at a path, as a document; its value may be another one of the same shape. */
export function within(
  document: SourceDocument,
  path: DocumentPath,
  value: unknown,
): SourceDocument {
  return {
    file: document.file,
    value,
    positionOf: (inner, part) => document.positionOf([...path, ...inner], part),
  };
}
