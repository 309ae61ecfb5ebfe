import type { ErrorObject } from "ajv";
import { didYouMean } from "./did-you-mean.ts";
import type { Explaining, Trial } from "./finding.ts";
import { knownKeys } from "./known-keys.ts";
import { rememberedIn } from "./remembered.ts";
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
 * Somebody else's file may have as many as it has values: each is compared with those of its place alone.
 */
export function ownErrors(trial: Trial, { index }: Explaining): readonly ErrorObject[] {
  const covers = byPlace(trial.errors.filter(isBranching));
  const outside = trial.errors.filter((error) => !isCovered(error, covers, index));
  const beside = byPlace(outside);
  const keywords = new Set(outside.map(({ keyword }) => keyword));
  const meant = new Map<string, ReadonlySet<string>>();
  const here = ({ instancePath }: ErrorObject) => beside.get(instancePath) ?? [];
  const typosAt = (error: ErrorObject): ReadonlySet<string> => {
    const typos = meant.get(error.instancePath) ?? typosIn(here(error));
    meant.set(error.instancePath, typos);
    return typos;
  };
  const isTypo = (error: ErrorObject): boolean =>
    error.keyword === "required" && typosAt(error).has(String(error.params["missingProperty"]));
  const lacking = new Set(
    outside
      .filter(({ keyword }) => keyword === "required" || keyword === "type")
      .map(({ instancePath }) => instancePath),
  );
  const isConsequence = (error: ErrorObject): boolean => {
    if (isBranching(error) || error.keyword === "not") return lacking.has(error.instancePath);
    const key: unknown = error.params["unevaluatedProperty"];
    const isKnown = typeof key === "string" && knownKeys(error.parentSchema, index).includes(key);
    return isKnown && keywords.size > 1;
  };
  return outside.filter((error) => !isTypo(error) && !isConsequence(error));
}

type ByPlace = ReadonlyMap<string, readonly ErrorObject[]>;

function byPlace(errors: readonly ErrorObject[]): ByPlace {
  const places = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const others = places.get(error.instancePath);
    if (others) others.push(error);
    else places.set(error.instancePath, [error]);
  }
  return places;
}

/** Whether an error is inside the branches of another one, at its place or above. */
function isCovered(error: ErrorObject, covers: ByPlace, index: SchemaIndex): boolean {
  if (covers.size === 0) return false;
  for (let path = error.instancePath; ; path = path.slice(0, path.lastIndexOf("/"))) {
    const isInside = covers
      .get(path)
      ?.some(
        (cover) =>
          !isBeside(error, cover) &&
          (!isObject(error.parentSchema) ||
            reachableSchemas(Object(cover.schema), index).has(error.parentSchema)),
      );
    if (isInside) return true;
    if (path === "") return false;
  }
}

/** Every schema object inside the given ones, through references too. */
const reachableSchemas = rememberedIn((start: object, index: SchemaIndex): ReadonlySet<object> => {
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
});

/** Two keywords of one schema about one value: neither is inside the other, even in a recursive schema. */
function isBeside(a: ErrorObject, b: ErrorObject): boolean {
  return a.parentSchema === b.parentSchema && a.instancePath === b.instancePath;
}

/** The keys that were probably meant by those that nobody knows. */
function typosIn(errors: readonly ErrorObject[]): ReadonlySet<string> {
  return new Set(
    errors.flatMap((error) => {
      const key: unknown =
        error.params["additionalProperty"] ?? error.params["unevaluatedProperty"];
      if (typeof key !== "string") return [];
      return didYouMean(key, Object.keys(error.parentSchema?.["properties"] ?? {})) ?? [];
    }),
  );
}
