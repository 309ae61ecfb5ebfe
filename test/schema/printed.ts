import { formatProblem, UsageError } from "../../src/model/errors.ts";
import type { SourceDocument } from "../../src/schema/document.ts";

/** The problems that reading a file throws, as people see them; empty when it reads. */
export function printedFailure(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [`[${error.code}]`, ...error.problems.map(formatProblem)];
  }
}

/** `line:column` of a path. */
export function place(
  document: SourceDocument,
  path: readonly (string | number)[],
  part?: "key" | "value",
): string {
  const { line, column } = document.positionOf(path, part);
  return `${line}:${column}`;
}
