import type { Operation } from "../../model/operation.ts";
import type { DocumentPath, SourceDocument } from "../../schema/document.ts";
import type { Problems } from "../source/collect-problems.ts";
import type { DescribedService } from "../source/service-source.ts";
import { stringsIn } from "../source/strings-in.ts";
import { checkRequest } from "./check-request.ts";
import { parseReference } from "./references.ts";
import { unknownName } from "./unknown-name.ts";

const OF_ANSWER: readonly string[] = ["answer", "headers"];

/** Checks that what an operation creates can be named, and removed again, and that where it writes is known. */
export function checkCreation(
  { name, parameters, creates, writes }: Operation,
  document: SourceDocument,
  service: DescribedService,
  problems: Problems,
): void {
  const sent = parameters.map((parameter) => `$with.${parameter.name}`);
  checkNames(writes, ["operations", name, "writes"], sent);
  if (!creates) return;
  const path = ["operations", name, "creates"];
  checkNames(creates.id, [...path, "id"], sent);
  const { call, with: args } = creates.remove;
  const removal = service.operations.get(call);
  if (!removal) {
    const at = document.positionOf([...path, "remove", "call"]);
    problems.add(
      unknownName("operation", call, service.operations.keys(), at, { missingFrom: "service" }),
    );
  }
  const known = removal?.parameters.map((parameter) => parameter.name) ?? Object.keys(args);
  for (const parameter of Object.keys(args)) {
    if (known.includes(parameter)) continue;
    const at = document.positionOf([...path, "remove", "with", parameter], "key");
    problems.add(
      unknownName("parameter", parameter, known, at, { of: call, missingFrom: "service" }),
    );
  }
  checkNames(args, [...path, "remove", "with"], ["$id", ...sent]);
  checkNames(creates.remove.at, [...path, "remove", "at"], ["$id", ...sent]);
  if (removal) {
    const where = { place: document, problems };
    checkRequest(creates.remove, removal, [...path, "remove"], where);
  }
  const finding = creates.find && service.operations.get(creates.find.call);
  if (creates.find && finding) {
    checkRequest(creates.find, finding, [...path, "find"], { place: document, problems });
  }

  /** `$answer` and `$headers` have whatever the server answers; the other names are known. */
  function checkNames(value: unknown, where: DocumentPath, names: readonly string[]): void {
    for (const { text, path: inner, part } of stringsIn(value, where)) {
      const parsed = parseReference(text);
      if (!text.startsWith("$") || text.startsWith("$$") || names.includes(text)) continue;
      if (OF_ANSWER.includes(parsed?.name ?? "") && parsed?.path.length) continue;
      const at = document.positionOf(inner, part);
      const known = [...names, "$answer.Attribute", "$headers.name"];
      problems.add(unknownName("reference", text, known, at));
    }
  }
}
