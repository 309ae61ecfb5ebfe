import { hasPlaces, traitsOf } from "../../model/binding.ts";
import type { Operation, Parameter } from "../../model/operation.ts";
import { namesInPath } from "../../model/path-template.ts";
import type { JsonValue } from "../../model/value.ts";
import type { DocumentPath, SourceDocument } from "../../schema/document.ts";
import type { Problems } from "../source/collect-problems.ts";

/** What a call says that its request is made of; each part stands in the file under its own name. */
interface Asked {
  readonly with?: Readonly<Record<string, JsonValue>>;
  readonly without?: readonly string[];
  readonly rename?: JsonValue;
  readonly at?: JsonValue;
}

/**
 * Checks that a REST request can be made of what a call says: that its path is whole, and that each value
 * can be written where its parameter goes.
 *
 * @param path where the call stands
 */
export function checkRequest(
  asked: Asked,
  operation: Operation,
  path: DocumentPath,
  { place, problems }: { readonly place: SourceDocument; readonly problems: Problems },
): void {
  checkPath();
  checkPlace();
  for (const [name, value] of Object.entries(asked.with ?? {})) {
    const parameter = operation.parameters.find((one) => one.name === name);
    if (parameter) checkValue(parameter, value);
  }

  function checkPath(): void {
    const { with: given = {}, without = [], rename, at } = asked;
    const { http, parameters, name: operationName } = operation;
    const open = at === undefined ? namesInPath(http?.path ?? "") : [];
    for (const name of new Set(open)) {
      const parameter = parameters.find((one) => one.name === name);
      const isFilled = Object.hasOwn(given, name) || without.includes(name);
      // What the path names and no parameter is, is told where the operation stands.
      if (!parameter || isFilled || fillsItself(parameter)) continue;
      problems.add({
        message: `the path of ${operationName} needs "${name}"`,
        at: place.positionOf([...path, "call"]),
        hint: `give it in with; without: [${name}] leaves its place in the path empty`,
      });
    }
    const renamed = typeof rename === "object" && rename !== null ? Object.keys(rename) : [];
    for (const name of renamed) {
      if (!parameters.some((one) => one.name === name && one.in === "path")) continue;
      problems.add({
        message: `"${name}" stands in the path, where its name is not sent`,
        at: place.positionOf([...path, "rename", name], "key"),
        hint: "rename a parameter of the query, a header or the body",
      });
    }
  }

  function checkPlace(): void {
    const { with: given = {}, at } = asked;
    const { name: operationName, http, parameters } = operation;
    if (at === undefined) return;
    if (!http || !isRestAlone(operation)) {
      problems.add({
        message: `${operationName} goes to an address of its own`,
        at: place.positionOf([...path, "at"], "key"),
        hint: "at is for operations of REST alone, with http",
      });
    }
    for (const name of Object.keys(given)) {
      if (!parameters.some((one) => one.name === name && one.in === "path")) continue;
      problems.add({
        message: `"${name}" has no place: at says where the call goes`,
        at: place.positionOf([...path, "with", name], "key"),
        hint: "take it out, or at",
      });
    }
  }

  function checkValue(parameter: Parameter, value: JsonValue): void {
    const wrong = (message: string, hint: string): void =>
      problems.add({ message, at: place.positionOf([...path, "with", parameter.name]), hint });
    if (Array.isArray(value) && !takesList(parameter, operation)) {
      wrong(
        `"${parameter.name}" takes one value; found a list`,
        "a list is for a query, a header, fields or JSON of REST",
      );
    }
    if (isJson(value) && !isMemberOfJson(parameter, operation)) {
      wrong(
        `"${parameter.name}" takes a text or a number; found JSON`,
        "json is for the parameters of a JSON body (REST)",
      );
    }
  }
}

/** A token is whoever's the call is; a default is in the service file. */
function fillsItself({ type, default: standard }: Parameter): boolean {
  return type === "ticket" || type === "key" || standard !== undefined;
}

function isJson(value: JsonValue): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "json");
}

function takesList({ in: place = "body" }: Parameter, operation: Operation): boolean {
  if (!isRestAlone(operation) || place === "path") return false;
  return place !== "body" || operation.body !== "raw";
}

function isMemberOfJson({ in: place = "body" }: Parameter, operation: Operation): boolean {
  return isRestAlone(operation) && place === "body" && (operation.body ?? "json") === "json";
}

function isRestAlone({ bindings }: Operation): boolean {
  return bindings.every((binding) => hasPlaces(traitsOf(binding)));
}
