import type { Edition, Statement } from "../../model/rule.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { checkEditions } from "../check/check-editions.ts";
import { uniqueNames } from "../check/unique-names.ts";
import type { Problems } from "../source/collect-problems.ts";

/** The editions of the documents that all files name, in their order. */
export function compileEditions(
  documents: readonly SourceDocument[],
  problems: Problems,
): ReadonlyMap<string, Edition> {
  const entries = documents.flatMap((document) => {
    // The grammar was checked before.
    const { editions = {} } = document.value as {
      editions?: Record<string, Omit<Edition, "name" | "changed"> & Partial<Edition>>;
    };
    return Object.entries(editions).map(([name, edition]) => ({
      name,
      value: { ...edition, name, changed: edition.changed ?? [] },
      at: document.positionOf(["editions", name], "key"),
    }));
  });
  return uniqueNames("edition", entries, problems);
}

/** The statements of all files by id. */
export function compileStatements(
  documents: readonly SourceDocument[],
  editions: ReadonlyMap<string, Edition>,
  problems: Problems,
): ReadonlyMap<string, Statement> {
  const entries = documents.flatMap((document) => {
    const source = document.value as { statements: Record<string, Omit<Statement, "id">> };
    return Object.entries(source.statements).map(([id, statement]) => {
      checkEditions(statement, editions, problems, (...inner) =>
        document.positionOf(["statements", id, ...inner]),
      );
      const { level, text, where, editions: own, notIn } = statement;
      return {
        name: id,
        value: {
          id,
          level,
          text,
          ...(where && { where }),
          ...(own && { editions: own }),
          ...(notIn && { notIn }),
        },
        at: document.positionOf(["statements", id], "key"),
      };
    });
  });
  return uniqueNames("statement", entries, problems);
}
