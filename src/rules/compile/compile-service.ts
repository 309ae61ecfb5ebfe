import type { Operation } from "../../model/operation.ts";
import type { ServiceName } from "../../model/target.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { checkService } from "../check/check-service.ts";
import { uniqueNames } from "../check/unique-names.ts";
import type { Problems } from "../source/collect-problems.ts";
import type { Service, ServiceSource } from "../source/service-source.ts";

/**
 * A service by name, empty when no file describes it. Several files about one service add up: a pack
 * of rules may bring operations and fixtures of its own.
 */
export function compileServices(
  documents: readonly SourceDocument[],
  problems: Problems,
): (name: ServiceName) => Service {
  const services = new Map(
    (["inforouter", "apidatatools"] as const).map((name) => {
      const own = documents.filter(({ value }) => (value as ServiceSource).service === name);
      const operations = own.flatMap((document) => operationsOf(document));
      const fixtures = own.flatMap((document) => fixturesOf(document));
      return [
        name,
        {
          name,
          operations: uniqueNames("operation", operations, problems),
          fixtures: uniqueNames("fixture", fixtures, problems),
        },
      ];
    }),
  );
  const serviceOf = (name: ServiceName): Service =>
    services.get(name) ?? { name, operations: new Map(), fixtures: new Map() };
  for (const document of documents) {
    checkService(document, serviceOf((document.value as ServiceSource).service), problems);
  }
  return serviceOf;
}

function operationsOf(document: SourceDocument) {
  const { service, operations = {} } = document.value as ServiceSource;
  return Object.entries(operations).map(([name, source]) => {
    const { parameters = {}, answer = "xml", ...rest } = source;
    const named = Object.entries(parameters).map(([key, parameter]) => ({
      name: key,
      ...parameter,
    }));
    const value: Operation = { name, service, answer, ...rest, parameters: named };
    return { name, value, at: document.positionOf(["operations", name], "key") };
  });
}

function fixturesOf(document: SourceDocument) {
  const { fixtures = {} } = document.value as ServiceSource;
  return Object.entries(fixtures).map(([name, value]) => ({
    name,
    value,
    at: document.positionOf(["fixtures", name], "key"),
  }));
}
