import type { Binding } from "../../model/binding.ts";
import type { ErrorKind } from "../../model/error-kind.ts";
import type { Operation } from "../../model/operation.ts";
import type { Capability, Place, Sample, Samples, Service } from "../../model/service.ts";
import type { ServiceName } from "../../model/target.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { checkDefinitions } from "../check/check-definitions.ts";
import { checkService } from "../check/check-service.ts";
import { uniqueNames } from "../check/unique-names.ts";
import { collectProblems, type Problems } from "../source/collect-problems.ts";
import {
  type DescribedService,
  type DocumentHead,
  fixtureOf,
  type PlaceSource,
  type SampleSource,
  type ServiceSource,
} from "../source/service-source.ts";
import { fillTemplate } from "./fill-template.ts";

/**
 * The services by name. Several files about one add up: a pack of rules may bring operations and fixtures
 * of its own, or a whole service.
 */
export function compileServices(
  documents: readonly SourceDocument[],
  problems: Problems,
): ReadonlyMap<ServiceName, DescribedService> {
  const names = new Set(documents.map((document) => sourceOf(document).service));
  const services = new Map(
    [...names].map((name) => {
      const own = documents.filter((document) => sourceOf(document).service === name);
      return [name, compileService(name, own, problems)];
    }),
  );
  checkDefinitions(documents, problems);
  for (const document of documents) {
    const service = services.get(sourceOf(document).service);
    if (service) checkService(document, service, problems);
  }
  return services;
}

/** A service of which no file can be read: it has nothing, and nothing of it is called unknown. */
export function unreadService(name: ServiceName): DescribedService {
  return compileService(name, [], collectProblems());
}

/** The service as plain data, without what is kept beside it. */
export function plainService({
  operations: _,
  fixtures: __,
  documents: ___,
  ...service
}: DescribedService): Service {
  return service;
}

function compileService(
  name: ServiceName,
  documents: readonly SourceDocument[],
  problems: Problems,
): DescribedService {
  const sources = documents.map(sourceOf);
  // Of one that stands twice the first counts; that it does is told once for all services.
  const first = <Key extends keyof ServiceSource>(key: Key): ServiceSource[Key] | undefined =>
    sources.find((source) => source[key] !== undefined)?.[key];
  const errors = errorsOf(sources);
  const soap = first("soap");
  const common = { ...(soap ?? {}), ...(errors.length > 0 ? { errors } : {}) };
  const described = documents.flatMap((document) => operationsOf(document, common));
  const operations = uniqueNames("operation", described, problems);
  const fixtures = documents.flatMap((document) => fixturesOf(document));
  const [credentials, example] = [first("credentials"), first("example")];
  const [announced, boundaries] = [first("announced"), first("boundaries")];
  return {
    name,
    title: first("title") ?? name,
    bindings: first("bindings") ?? bindingsOf(operations),
    ...(credentials && { credentials }),
    capabilities: {
      ...(credentials ? whoAsks(credentials.setting) : {}),
      ...merged(sources.map(({ capabilities }) => capabilitiesOf(capabilities))),
    },
    ...(announced && { announced: { with: {}, split: ",", ...announced } }),
    greetings: sources.flatMap(({ greetings = [] }) => greetings),
    ...(errors.length > 0 && { errors }),
    names: merged(sources.map((source) => source.names)),
    ...(boundaries && { boundaries }),
    samples: merged(sources.map(({ samples }) => samplesOf(samples ?? {}))),
    places: merged(sources.map(({ places }) => placesOf(places ?? {}))),
    ...(example !== undefined && { example }),
    target: first("target") ?? { properties: {} },
    operations,
    fixtures: uniqueNames("fixture", fixtures, problems),
    documents: documentsOf(sources, first("document")),
  };
}

function sourceOf({ value }: SourceDocument): ServiceSource {
  return value as ServiceSource;
}

/** What every service with credentials has, unless its file says it in other words. */
function whoAsks(setting: string): Readonly<Record<string, Capability>> {
  const of = (who: string): Capability => ({
    settings: [`${setting}.${who}`],
    missing: `${who} (${setting}.${who})`,
  });
  return { owner: of("owner"), stranger: of("stranger") };
}

/** One without settings is announced, by its own name unless it says another. */
function capabilitiesOf(
  sources: ServiceSource["capabilities"] = {},
): Readonly<Record<string, Capability>> {
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]): [string, Capability] => {
      const { settings = [], missing = name, ...rest } = source;
      const announced = settings.length === 0 ? { announced: name } : {};
      return [name, { ...announced, settings, missing, ...rest }];
    }),
  );
}

function bindingsOf(operations: ReadonlyMap<string, Operation>): readonly Binding[] {
  return [...new Set([...operations.values()].flatMap(({ bindings }) => bindings))];
}

function merged<T>(
  records: readonly (Readonly<Record<string, T>> | undefined)[],
): Readonly<Record<string, T>> {
  return Object.fromEntries(records.flatMap((record) => Object.entries(record ?? {})));
}

function samplesOf(
  sources: NonNullable<ServiceSource["samples"]>,
): Readonly<Record<string, Samples>> {
  return Object.fromEntries(
    Object.entries(sources).map(([operation, { respects, calls, elsewhere }]) => [
      operation,
      {
        respects,
        // The grammar wants two at least.
        calls: calls.map(sampleOf) as unknown as Samples["calls"],
        ...(elsewhere && { elsewhere: sampleOf(elsewhere) }),
      },
    ]),
  );
}

function sampleOf({ name, before = [], optional, plainly, ...call }: SampleSource): Sample {
  const outcome = name === "accepted" ? "accepted" : "refused";
  const how = { ...(optional && { optional }), ...(plainly && { plainly }) };
  return { name, before, call, outcome, ...how };
}

const NO_WAYS = { opens: [], reads: [], looks: [], removes: [], wholes: [] } as const;

function placesOf(sources: Readonly<Record<string, PlaceSource>>): Readonly<Record<string, Place>> {
  return Object.fromEntries(
    Object.entries(sources).map(([operation, { writes, reads, versions, several }]) => [
      operation,
      {
        ...{ writes, reads },
        ...(versions && { versions: { anyOf: [], ...versions } }),
        ...(several && { several: { ...NO_WAYS, ...several } }),
      },
    ]),
  );
}

function errorsOf(sources: readonly ServiceSource[]): readonly ErrorKind[] {
  return Object.entries(merged(sources.map(({ errors }) => errors))).map(([name, kind]) => ({
    name,
    ...kind,
  }));
}

/** @param common what all operations of the service have */
function operationsOf(document: SourceDocument, common: Pick<Operation, "errors" | "namespace">) {
  const { service, operations = {} } = sourceOf(document);
  return Object.entries(operations).map(([name, source]) => {
    const { parameters = {}, answer = "xml", document: _, ...rest } = source;
    const named = Object.entries(parameters).map(([key, parameter]) => ({
      name: key,
      ...parameter,
    }));
    const value: Operation = { name, service, answer, ...common, ...rest, parameters: named };
    return { name, value, at: document.positionOf(["operations", name], "key") };
  });
}

/** Of each operation its own, else that of its file, else that of the service, with its name in it. */
function documentsOf(
  sources: readonly ServiceSource[],
  ofService: DocumentHead | undefined,
): ReadonlyMap<string, DocumentHead> {
  const heads = sources.flatMap(({ operations = {}, document: ofFile = ofService }) =>
    Object.entries(operations).map(([operation, { document = ofFile }]) => ({
      operation,
      document,
    })),
  );
  return new Map(
    heads.flatMap(({ operation, document }) =>
      document
        ? [[operation, fillTemplate({ ...document }, { operation }) as unknown as DocumentHead]]
        : [],
    ),
  );
}

function fixturesOf(document: SourceDocument) {
  const { fixtures = {} } = sourceOf(document);
  return Object.entries(fixtures).map(([name, source]) => ({
    name,
    value: fixtureOf(source).fixture,
    at: document.positionOf(["fixtures", name], "key"),
  }));
}
