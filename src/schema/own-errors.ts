import type { ErrorObject } from "ajv";
import { didYouMean } from "./did-you-mean.ts";
import type { Explaining, Trial } from "./finding.ts";
import { knownKeys } from "./known-keys.ts";
import type { SchemaIndex } from "./schema-index.ts";
import { isObject } from "./schema-object.ts";

/** True for an error that says: none (or several) of these schemas fit. */
export function isBranching(error: ErrorObject): boolean {
  return error.keyword === "anyOf" || error.keyword === "oneOf";
}

/**
 * The errors that stand for themselves. Left out is what failed inside the branches of an `anyOf`
 * or `oneOf`, since it only matters for the branch that was meant; a missing key that is there
 * with a typo; and what only fails because the value already lacks a key or is of another type.
 */
export function ownErrors(trial: Trial, explaining: Explaining): readonly ErrorObject[] {
  const covers = trial.errors.filter(isBranching).map((error) => ({
    error,
    inside: reachableSchemas(error.schema, explaining.index),
  }));
  const outside = trial.errors.filter(
    (error) =>
      !covers.some(
        (cover) =>
          !isBeside(error, cover.error) &&
          isAtOrBelow(error.instancePath, cover.error.instancePath) &&
          (!isObject(error.parentSchema) || cover.inside.has(error.parentSchema)),
      ),
  );
  return outside.filter(
    (error) => !isTypo(error, outside) && !isConsequence(error, outside, explaining),
  );
}

/** Every schema object inside the given ones, through references too. */
function reachableSchemas(start: unknown, index: SchemaIndex): ReadonlySet<object> {
  const seen = new Set<object>();
  const queue: unknown[] = [start];
  while (queue.length > 0) {
    const node = queue.pop();
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    queue.push(...Object.values(node));
    if (isObject(node)) queue.push(index.follow(node));
  }
  return seen;
}

/** Two keywords of one schema about one value: neither is inside the other, even in a recursive schema. */
function isBeside(a: ErrorObject, b: ErrorObject): boolean {
  return a.parentSchema === b.parentSchema && a.instancePath === b.instancePath;
}

function isAtOrBelow(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`);
}

function isTypo(error: ErrorObject, all: readonly ErrorObject[]): boolean {
  if (error.keyword !== "required") return false;
  const missing = String(error.params["missingProperty"]);
  return all.some((other) => {
    const key: unknown = other.params["additionalProperty"] ?? other.params["unevaluatedProperty"];
    if (typeof key !== "string" || other.instancePath !== error.instancePath) return false;
    return didYouMean(key, Object.keys(other.parentSchema?.["properties"] ?? {})) === missing;
  });
}

function isConsequence(
  error: ErrorObject,
  all: readonly ErrorObject[],
  { index }: Explaining,
): boolean {
  if (isBranching(error) || error.keyword === "not") {
    return all.some(
      (other) =>
        other.instancePath === error.instancePath &&
        (other.keyword === "required" || other.keyword === "type"),
    );
  }
  const key: unknown = error.params["unevaluatedProperty"];
  if (typeof key !== "string" || !knownKeys(error.parentSchema, index).includes(key)) return false;
  return all.some((other) => other.keyword !== error.keyword);
}
