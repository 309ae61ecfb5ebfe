import type { Edition, Statement } from "../../model/rule.ts";
import type { ServiceName } from "../../model/target.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { checkEditions } from "../check/check-editions.ts";
import { uniqueNames } from "../check/unique-names.ts";
import { unknownName } from "../check/unknown-name.ts";
import type { Problems } from "../source/collect-problems.ts";
import type { DescribedService, DocumentHead } from "../source/service-source.ts";

/** A statements file as written; the grammar was checked before. */
interface StatementsSource {
  readonly documents?: Readonly<Record<string, DocumentSource>>;
  readonly statements: Readonly<Record<string, Omit<Statement, "id" | "document">>>;
}

/** What the letters of the ids stand for. */
interface DocumentSource extends Partial<DocumentHead> {
  readonly service?: ServiceName;
  /** Those that it is about, the main one first. */
  readonly operations?: readonly string[];
}

type Services = ReadonlyMap<ServiceName, DescribedService>;

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
  services: Services,
  problems: Problems,
): ReadonlyMap<string, Statement> {
  const heads = uniqueNames(
    "document",
    documents.flatMap((document) => documentsOf(document, services, problems)),
    problems,
  );
  const entries = documents.flatMap((document) => {
    const source = document.value as StatementsSource;
    return Object.entries(source.statements).map(([id, statement]) => {
      checkEditions(statement, editions, problems, (...inner) =>
        document.positionOf(["statements", id, ...inner]),
      );
      const { level, text, where, editions: own, notIn } = statement;
      const head = heads.get(lettersOf(id));
      return {
        name: id,
        value: {
          id,
          level,
          text,
          ...(where && { where }),
          ...(head && { document: head }),
          ...(own && { editions: own }),
          ...(notIn && { notIn }),
        },
        at: document.positionOf(["statements", id], "key"),
      };
    });
  });
  return uniqueNames("statement", entries, problems);
}

/** `DUH-08` stands in the document `DUH`. */
function lettersOf(id: string): string {
  return id.slice(0, id.lastIndexOf("-"));
}

/** By letters: the title and the address that are written, or those of the main operation's document. */
function documentsOf(document: SourceDocument, services: Services, problems: Problems) {
  const { documents = {} } = document.value as StatementsSource;
  return Object.entries(documents).flatMap(([name, source]) => {
    const path = ["documents", name];
    const { service: serviceName, operations = [], title, url } = source;
    const service = services.get(serviceName ?? "");
    if (serviceName !== undefined && !service) {
      const at = document.positionOf([...path, "service"]);
      const known = services.keys();
      problems.add(unknownName("service", serviceName, known, at, { missingFrom: "service" }));
    }
    operations.forEach((operation, index) => {
      if (!service || service.operations.has(operation)) return;
      const at = document.positionOf([...path, "operations", index]);
      const known = service.operations.keys();
      problems.add(unknownName("operation", operation, known, at, { missingFrom: "service" }));
    });
    const ofOperation = service?.documents.get(operations[0] ?? "");
    const head = {
      ...ofOperation,
      ...(title !== undefined && { title }),
      ...(url !== undefined && { url }),
    };
    const at = document.positionOf(path, "key");
    return head.title === undefined ? [] : [{ name, value: { ...head, title: head.title }, at }];
  });
}
