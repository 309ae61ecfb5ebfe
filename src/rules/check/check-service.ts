import { traitsOf } from "../../model/binding.ts";
import type { Operation } from "../../model/operation.ts";
import type { Way } from "../../model/service.ts";
import type { DocumentPath, SourceDocument } from "../../schema/document.ts";
import type { Problems } from "../source/collect-problems.ts";
import { type KnownName, predefinedNames, referencesTo } from "../source/known-names.ts";
import type { DescribedService, ServiceSource } from "../source/service-source.ts";
import { stringsIn } from "../source/strings-in.ts";
import { checkAnnounced } from "./check-announced.ts";
import { checkCreation } from "./check-creation.ts";
import { checkFixture } from "./check-fixture.ts";
import { checkHttp } from "./check-http.ts";
import { checkRequest } from "./check-request.ts";
import { unknownName } from "./unknown-name.ts";

/** Checks one service file against the whole service: how operations are called, and fixtures. */
export function checkService(
  document: SourceDocument,
  service: DescribedService,
  problems: Problems,
): void {
  const { operations = {}, fixtures = {} } = document.value as ServiceSource;
  for (const name of Object.keys(operations)) {
    const operation = service.operations.get(name);
    if (!operation) continue;
    checkBindings(operation, document, service, problems);
    // Of an operation that stands twice, which is told elsewhere, only one is looked at.
    if (operation.bindings === operations[name]?.bindings) {
      checkHttp(operation, document, problems);
    }
    checkChecksums(operation, document, problems);
    checkHarmless(operation, document, service, problems);
    checkSendAgain(operation, document, problems);
    checkCreation(operation, document, service, problems);
  }
  checkOwnCalls(document, service, problems);
  checkBoundaries(document, service, problems);
  checkAnnounced(document, service, problems);
  checkErrors(document, service, problems);
  for (const name of Object.keys(fixtures)) checkFixture(name, document, service, problems);
}

/** An error is among others that there are. */
function checkErrors(
  document: SourceDocument,
  service: DescribedService,
  problems: Problems,
): void {
  const { errors = {} } = document.value as ServiceSource;
  const known = (service.errors ?? []).map(({ name }) => name);
  for (const [name, { among = [] }] of Object.entries(errors)) {
    among.forEach((other, index) => {
      if (known.includes(other) && other !== name) return;
      const at = document.positionOf(["errors", name, "among", index]);
      const others = known.filter((one) => one !== name);
      problems.add(unknownName("error", other, others, at, { missingFrom: "service" }));
    });
  }
}

/** Sizes are those of parameters that some operation has. */
function checkBoundaries(
  document: SourceDocument,
  { operations }: DescribedService,
  problems: Problems,
): void {
  const { boundaries } = document.value as ServiceSource;
  const all = [...operations.values()].flatMap(({ parameters }) => parameters);
  const known = [...new Set(all.map(({ name }) => name))];
  boundaries?.parameters.forEach((name, index) => {
    if (known.includes(name)) return;
    const at = document.positionOf(["boundaries", "parameters", index]);
    problems.add(unknownName("parameter", name, known, at, { missingFrom: "service" }));
  });
}

/** Checks the calls that the service itself is described by: how its server is greeted, and told who asks. */
function checkOwnCalls(
  document: SourceDocument,
  service: DescribedService,
  problems: Problems,
): void {
  const { greetings = [], credentials = {} } = document.value as ServiceSource;
  const { login, logout, check } = credentials as Partial<
    NonNullable<ServiceSource["credentials"]>
  >;
  const calls = [
    ...greetings.map((call, index) => [["greetings", index], call] as const),
    [["credentials", "login"], login] as const,
    [["credentials", "logout"], logout] as const,
    [["credentials", "check"], check] as const,
    ...callsOfPlaces(document),
  ];
  for (const [path, call] of calls) {
    if (!call) continue;
    const operation = service.operations.get(call.call);
    if (operation) checkRequest(call, operation, path, { place: document, problems });
    else {
      const at = document.positionOf([...path, "call"]);
      const known = service.operations.keys();
      problems.add(unknownName("operation", call.call, known, at, { missingFrom: "service" }));
    }
  }
}

/** The calls of all ways to write places and to read them, with where they stand. */
function callsOfPlaces({ value }: SourceDocument) {
  const { places = {} } = value as ServiceSource;
  return Object.entries(places).flatMap(([name, { writes, reads, versions, several }]) => {
    const ways: (readonly [DocumentPath, Way])[] = [
      ...numbered(["writes"], writes),
      ...numbered(["reads"], reads),
      ...(versions ? [[["versions"], versions] as const] : []),
      ...(["reads", "looks", "removes", "wholes"] as const).flatMap((what) =>
        numbered(["several", what], several?.[what] ?? []),
      ),
    ];
    return [
      ...numbered(["places", name, "several", "opens"], several?.opens ?? []),
      ...ways.flatMap(([path, { calls }]) => numbered(["places", name, ...path, "calls"], calls)),
    ];
  });
}

/** Each of a list with where it stands. */
function numbered<T>(path: DocumentPath, list: readonly T[]): (readonly [DocumentPath, T])[] {
  return list.map((one, index) => [[...path, index], one] as const);
}

/** Checks that the harmless call of an operation names its parameters, and nothing that a step saves. */
function checkHarmless(
  operation: Operation,
  document: SourceDocument,
  service: DescribedService,
  problems: Problems,
): void {
  const { name, parameters, harmless } = operation;
  if (!harmless) return;
  const references = referencesTo(harmlessNames(service));
  const path = ["operations", name, "harmless", "with"];
  const known = parameters.map((parameter) => parameter.name);
  for (const parameter of Object.keys(harmless.with)) {
    if (known.includes(parameter)) continue;
    const at = document.positionOf([...path, parameter], "key");
    problems.add(unknownName("parameter", parameter, known, at, { of: name }));
  }
  checkRequest(harmless, operation, path.slice(0, -1), { place: document, problems });
  for (const { text, path: inner, part } of stringsIn(harmless.with, path)) {
    const isReference = text.startsWith("$") && !text.startsWith("$$");
    if (!isReference || references.includes(text)) continue;
    const at = document.positionOf(inner, part);
    problems.add(unknownName("reference", text, references, at, { missingFrom: "service" }));
  }
}

/** A case has not begun: nothing was sent, and nobody is logged in. */
function harmlessNames(service: DescribedService): ReadonlyMap<string, KnownName> {
  const names = predefinedNames(service);
  for (const name of ["owner", "sent", "round"]) names.delete(name);
  return names;
}

function checkBindings(
  { name, bindings, http, fromTarget }: Operation,
  document: SourceDocument,
  service: DescribedService,
  problems: Problems,
): void {
  const known = service.bindings;
  bindings.forEach((binding, index) => {
    if (known.includes(binding)) return;
    problems.add({
      message: `${service.name} has no binding ${binding}`,
      at: document.positionOf(["operations", name, "bindings", index]),
      hint: `known: ${known.join(", ")}`,
    });
  });
  if (!bindings.some((one) => traitsOf(one).namedBy === "route") || http || fromTarget) return;
  const at = document.positionOf(["operations", name], "key");
  problems.add({ message: `${name} says neither http nor fromTarget`, at, hint: HTTP_HINT });
}

const HTTP_HINT = "add http: { method, path }";

/** A CRC is computed from the bytes of another parameter. */
function checkChecksums(operation: Operation, document: SourceDocument, problems: Problems): void {
  const bytes = operation.parameters.filter(({ type }) => type === "bytes");
  for (const { name, type, of } of operation.parameters) {
    const path = ["operations", operation.name, "parameters", name];
    if (type === "crc32" && of === undefined) {
      const at = document.positionOf(path, "key");
      problems.add({
        message: `"of" is missing in "${name}"`,
        at,
        hint: "add of: the parameter whose bytes it is computed from",
      });
    }
    if (of === undefined || bytes.some((parameter) => parameter.name === of)) continue;
    const known = bytes.map((parameter) => parameter.name);
    const at = document.positionOf([...path, "of"]);
    problems.add(unknownName("parameter of bytes", of, known, at));
  }
}

/** What provokes the answer is one of the operation's own parameters. */
function checkSendAgain(
  { name, parameters, sendAgain }: Operation,
  document: SourceDocument,
  problems: Problems,
): void {
  const known = parameters.map((parameter) => parameter.name);
  sendAgain?.unless.forEach((parameter, index) => {
    if (known.includes(parameter)) return;
    const at = document.positionOf(["operations", name, "sendAgain", "unless", index]);
    problems.add(unknownName("parameter", parameter, known, at));
  });
}
