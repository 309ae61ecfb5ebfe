import type { Statement } from "../model/rule.ts";
import type { SourceDocument } from "../schema/document.ts";
import type { Problems } from "./collect-problems.ts";
import { uniqueNames } from "./unique-names.ts";

/** The statements of all files by id. */
export function compileStatements(
  documents: readonly SourceDocument[],
  problems: Problems,
): ReadonlyMap<string, Statement> {
  const entries = documents.flatMap((document) => {
    // The grammar was checked before.
    const source = document.value as { statements: Record<string, Omit<Statement, "id">> };
    return Object.entries(source.statements).map(([id, { level, text, where }]) => ({
      name: id,
      value: { id, level, text, ...(where === undefined ? {} : { where }) },
      at: document.positionOf(["statements", id], "key"),
    }));
  });
  return uniqueNames("statement", entries, problems);
}
