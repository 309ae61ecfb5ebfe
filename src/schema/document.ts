import type { FilePosition } from "../model/errors.ts";

/** Keys and indexes from the root of a document to a place in it. */
export type DocumentPath = readonly (string | number)[];

/** A parsed file: its value, and where every part of the value stands in the text. */
export interface SourceDocument {
  readonly file: string;
  /** Plain data: what JSON can say. */
  readonly value: unknown;
  /**
   * Where the value at a path begins, or with `key` where its key begins. A list item has no key:
   * its value answers for it. A path that does not exist gives the nearest parent that does.
   */
  positionOf(path: DocumentPath, part?: "key" | "value"): FilePosition;
}
