import type { ErrorObject } from "ajv";
import { didYouMean } from "./did-you-mean.ts";
import type { Explaining, Trial } from "./finding.ts";
import { knownKeys } from "./known-keys.ts";
import { isObject } from "./schema-object.ts";

/** From here on a branch cannot have been meant: the value is of another kind altogether. */
export const OTHER_KIND = 600;

/** How far a value is from a branch, by what is wrong with it. Only the order of the sums matters. */
const COST = {
  kind: 1000,
  form: OTHER_KIND,
  choice: 300,
  unknown: 30,
  missing: 20,
  typo: 10,
  detail: 1,
} as const;

/** Many small errors deep inside a branch never outweigh a wrong key at its top. */
const MAX_DETAILS = 9;

/** The distance between a value and a branch; `own` are the branch's errors without inner branches. */
export function branchCost(
  trial: Trial,
  own: readonly ErrorObject[],
  { index }: Explaining,
): number {
  const known = knownKeys(trial.schema, index);
  const costs = own.map((error) => costOf(error, known));
  const details = costs.filter((cost) => cost === COST.detail).length;
  const sum = costs.reduce((total, cost) => total + (cost === COST.detail ? 0 : cost), 0);
  return sum + Math.min(details, MAX_DETAILS);
}

function costOf(error: ErrorObject, known: readonly string[]): number {
  const depth = error.instancePath.split("/").length - 1;
  if (depth === 0 && isOtherKind(error)) return COST.kind;
  if (error.keyword === "const" || error.keyword === "enum") {
    return depth < 2 && error.propertyName === undefined ? COST.choice : COST.detail;
  }
  if (depth > 0) return COST.detail;
  switch (error.keyword) {
    case "anyOf":
    case "oneOf":
    case "pattern":
    case "format":
      return COST.form;
    case "required":
      return COST.missing;
    case "additionalProperties":
    case "unevaluatedProperties":
      return didYouMean(extraKey(error), known) === undefined ? COST.unknown : COST.typo;
    default:
      return COST.detail;
  }
}

/** The value is not even of the JSON type that is asked for. */
function isOtherKind(error: ErrorObject): boolean {
  const allowed: unknown = error.params["allowedValues"] ?? [error.params["allowedValue"]];
  switch (error.keyword) {
    case "false schema":
    case "not":
    case "type":
      return true;
    case "const":
    case "enum":
      return ![allowed].flat(2).some((value) => typeof value === typeof error.data);
    default:
      return false;
  }
}

function extraKey(error: ErrorObject): string {
  return String(error.params["additionalProperty"] ?? error.params["unevaluatedProperty"]);
}

/** True when something in the value says that this branch was meant: one of its keys, or a typo of one. */
export function speaksFor(trial: Trial, { index }: Explaining): boolean {
  if (!isObject(trial.value)) return true;
  const required = isObject(trial.schema) ? [trial.schema["required"] ?? []].flat() : [];
  const known = [...knownKeys(trial.schema, index), ...required.map(String)];
  return Object.keys(trial.value).some((key) => didYouMean(key, known) !== undefined);
}
