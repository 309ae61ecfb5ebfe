import type { ErrorObject } from "ajv";
import { describeTypes } from "./describe-schema.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { DocumentPath } from "./document.ts";
import { errorPath } from "./error-path.ts";
import type { Finding, Trial } from "./finding.ts";
import { knownKeys } from "./known-keys.ts";
import type { SchemaIndex } from "./schema-index.ts";
import { showPath } from "./show-value.ts";
import { withoutQuotes } from "./without-quotes.ts";
import { notAllowed, wrongValue } from "./wrong-value.ts";

/** One error of the validator in words for people; undefined when another error says it better. */
export function findingOfError(
  error: ErrorObject,
  trial: Trial,
  index: SchemaIndex,
): Finding | undefined {
  const path = errorPath(error, trial);
  if (error.propertyName !== undefined) return wrongName(error, error.propertyName, path);
  const explain = EXPLANATIONS[error.keyword] ?? otherwise;
  return explain(error, path, index);
}

function wrongName(error: ErrorObject, name: string, path: DocumentPath): Finding | undefined {
  const allowed: unknown = error.params["allowedValues"];
  if (Array.isArray(allowed)) return unknownKey(path, name, allowed.map(String));
  const own: unknown = error.parentSchema?.["errorMessage"];
  const demand = typeof own === "string" ? own : (error.message ?? "is not allowed");
  return {
    path: [...path, name],
    part: "key",
    message: `the key ${JSON.stringify(name)} ${demand}`,
  };
}

/** A key that the schema does not know, with the closest of those it knows. */
function unknownKey(path: DocumentPath, key: string, known: readonly string[]): Finding {
  const near = didYouMean(key, known);
  // `$schema` and the like are for editors: known, but not worth a suggestion of their own.
  const listed = known.filter((name) => !name.startsWith("$"));
  const hints = [
    ...(near === undefined ? [] : [`did you mean ${JSON.stringify(near)}?`]),
    listed.length === 0 ? "No key is allowed here" : `Known here: ${listed.join(", ")}`,
  ];
  return {
    path: [...path, key],
    part: "key",
    message: `unknown key ${JSON.stringify(key)}`,
    hint: hints.join(" "),
    unknown: key,
  };
}

function wrongType(error: ErrorObject, path: DocumentPath): Finding {
  const types = [error.params["type"]].flat();
  const quoted = types.includes("string") && ["number", "boolean"].includes(typeof error.data);
  const hint = quoted ? "write it in quotes" : withoutQuotes(error);
  return wrongValue(error, path, `must be ${describeTypes(types)}`, hint);
}

type Explain = (error: ErrorObject, path: DocumentPath, index: SchemaIndex) => Finding | undefined;

/** The explanation of a keyword whose error is that the value is not as `demand` says. */
function value(demand: (params: Readonly<Record<string, unknown>>) => string): Explain {
  return (error, path) => wrongValue(error, path, demand(error.params));
}

function counted(number: unknown, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

const missing: Explain = (error, path) => ({
  path,
  part: "key",
  message: `${JSON.stringify(error.params["missingProperty"])} is missing in ${showPath(path)}`,
});

const extra: Explain = (error, path, index) => {
  const key = String(error.params["additionalProperty"] ?? error.params["unevaluatedProperty"]);
  const renamed = Object(error.parentSchema?.["renamed"]) as Readonly<Record<string, unknown>>;
  if (!Object.hasOwn(renamed, key)) {
    return unknownKey(path, key, knownKeys(error.parentSchema, index));
  }
  const name = String(renamed[key]);
  const message = `${JSON.stringify(key)} is now called ${JSON.stringify(name)}`;
  return { path: [...path, key], part: "key", message, hint: `write ${name}`, unknown: key };
};

const otherwise: Explain = (error, path) =>
  wrongValue(error, path, error.message ?? "is not allowed");

const said: Explain = () => undefined;

const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  additionalProperties: extra,
  unevaluatedProperties: extra,
  required: missing,
  type: wrongType,
  enum: (error, path) => notAllowed(error, path, [error.params["allowedValues"]].flat()),
  const: (error, path) => notAllowed(error, path, [error.params["allowedValue"]]),
  minimum: value((params) => `must be ${params["limit"]} or more`),
  maximum: value((params) => `must be ${params["limit"]} or less`),
  exclusiveMinimum: value((params) => `must be more than ${params["limit"]}`),
  exclusiveMaximum: value((params) => `must be less than ${params["limit"]}`),
  minLength: value((params) =>
    params["limit"] === 1 ? "must not be empty" : `needs ${params["limit"]} characters or more`,
  ),
  maxLength: value((params) => `may have ${params["limit"]} characters at most`),
  minItems: value((params) => `needs ${counted(params["limit"], "item", "items")} or more`),
  maxItems: value((params) => `may have ${counted(params["limit"], "item", "items")} at most`),
  minProperties: value((params) => `needs ${counted(params["limit"], "key", "keys")} or more`),
  maxProperties: value((params) => `may have ${counted(params["limit"], "key", "keys")} at most`),
  pattern: value((params) => `must match ${params["pattern"]}`),
  format: value((params) => `must be a valid ${params["format"]}`),
  uniqueItems: (error, path) => ({
    path: [...path, Math.max(Number(error.params["i"]), Number(error.params["j"]))],
    part: "value",
    message: `${showPath(path)} has the same item twice`,
  }),
  dependentRequired: (error, path) => ({
    path: [...path, String(error.params["property"])],
    part: "key",
    message: `${JSON.stringify(error.params["property"])} needs ${JSON.stringify(error.params["missingProperty"])} beside it`,
  }),
  not: (error, path) => {
    const own: unknown = error.parentSchema?.["errorMessage"];
    const words = typeof own === "string" ? own : "is not allowed here";
    return { path, part: "key", message: `${showPath(path)} ${words}` };
  },
  "false schema": (_error, path) => ({
    path,
    part: "key",
    message: `${showPath(path)} is not allowed here`,
  }),
  // Each of these only says that what another error explains is wrong.
  if: said,
  propertyNames: said,
};
