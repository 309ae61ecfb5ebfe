import type { DocumentPath } from "../../schema/document.ts";

/** A text inside a value, or one of its keys, and where it stands. */
export interface StringAt {
  readonly text: string;
  readonly path: DocumentPath;
  readonly part: "key" | "value";
}

/** Every text and every key of a value, at any depth, in the order of the file. */
export function stringsIn(value: unknown, path: DocumentPath = []): readonly StringAt[] {
  if (typeof value === "string") return [{ text: value, path, part: "value" }];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => stringsIn(item, [...path, index]));
  return Object.entries(value).flatMap(([key, inner]) => [
    { text: key, path: [...path, key], part: "key" as const },
    ...stringsIn(inner, [...path, key]),
  ]);
}
