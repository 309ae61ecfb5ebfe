import type { ErrorObject } from "ajv";
import type { DocumentPath } from "./document.ts";
import type { Trial } from "./finding.ts";

/** The path of an error from the root of the document; indexes of lists are numbers. */
export function errorPath(error: ErrorObject, trial: Trial): DocumentPath {
  let value = trial.value;
  const below = error.instancePath
    .split("/")
    .slice(1)
    .map((escaped) => {
      const key = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
      const segment = Array.isArray(value) ? Number(key) : key;
      value = typeof value === "object" && value !== null ? Reflect.get(value, segment) : undefined;
      return segment;
    });
  return [...trial.path, ...below];
}
