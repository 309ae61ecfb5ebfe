import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Problem } from "../model/errors.ts";
import type { SourceDocument } from "./document.ts";
import { errorPath } from "./error-path.ts";
import { explainBranches } from "./explain-branches.ts";
import type { Explaining, Finding, Trial } from "./finding.ts";
import { findingOfError } from "./finding-of-error.ts";
import { lazily } from "./lazily.ts";
import { isBranching, ownErrors } from "./own-errors.ts";
import { indexSchemas } from "./schema-index.ts";
import type { SchemaObject } from "./schema-object.ts";
import { wrongValue } from "./wrong-value.ts";

/** Keywords for editors and for the words of messages; they decide nothing. */
const ANNOTATIONS = [
  "errorMessage",
  "patternErrorMessage",
  "markdownDescription",
  "enumDescriptions",
  "markdownEnumDescriptions",
  "defaultSnippets",
  // Old names of keys by which they are told apart from misspelt ones: { old: new }.
  "renamed",
  // What follows from a setting of a target: see settings-schema.ts.
  "holds",
  "secret",
  "noneWithout",
];

/**
 * Makes a JSON Schema (draft 2020-12) a check of documents: what is wrong, in words for
 * people, each with line and column, in the order of the file, nothing twice; empty for a valid
 * document. In a schema, `title` names a branch in messages, `errorMessage` replaces the words
 * for a wrong value, `renamed` names the new key for an old one, and `writeOnly` keeps the value out of them.
 *
 * The check throws an Error when a schema itself is not valid: a bug of ours, not of the document.
 *
 * @param options.schemas further schemas that `$ref` may name by their `$id`
 */
export function compileSchema(
  schema: object,
  options: { readonly schemas?: readonly object[] } = {},
): (document: SourceDocument) => Problem[] {
  const [root, ...others] = [schema, ...(options.schemas ?? [])].map(withId);
  // Compiling takes longer than most commands: only what meets a document is compiled.
  const validate = lazily(() => {
    for (const each of [root ?? {}, ...others]) assertSchema(each);
    return newAjv(true, others).compile(root ?? {});
  });
  const branches = lazily(() => newAjv(false, [root ?? {}, ...others]));
  const explaining: Explaining = {
    index: indexSchemas([root ?? {}, ...others]),
    tryBranch: (uri, value) =>
      errorsOf(branches().getSchema(uri) ?? branches().compile({ $ref: uri }), value),
  };
  return (document) => {
    const { value } = document;
    const errors = errorsOf(validate(), value);
    const problems = explain({ schema: root, path: [], value, errors }, explaining).map(
      ({ path, part, message, hint }): Problem => ({
        message,
        at: document.positionOf(path, part),
        ...(hint === undefined ? {} : { hint }),
      }),
    );
    return inOrder(problems);
  };
}

/**
 * What is wrong with a value, in words; one finding for each thing that a person would fix, and
 * never none for a value that is wrong.
 */
function explain(trial: Trial, explaining: Explaining): readonly Finding[] {
  const findings = ownErrors(trial, explaining).flatMap((error) => {
    if (isBranching(error)) return explainBranches(error, trial, explaining, explain);
    return findingOfError(error, trial, explaining.index) ?? [];
  });
  const [first] = trial.errors;
  if (findings.length > 0 || !first) return findings;
  return [wrongValue(first, errorPath(first, trial), first.message ?? "is not allowed")];
}

/** A schema checks a few documents, once: making its code short takes longer than it saves. */
const CODE = { optimize: false };

/** Knows the schema of schemas, whose compilation takes longer than that of most schemas. */
const metaAjv = lazily(() => new Ajv2020({ allErrors: true, strict: false, code: CODE }));

function assertSchema(schema: SchemaObject): void {
  const ajv = metaAjv();
  if (ajv.validateSchema({ ...schema }) === true) return;
  throw new Error(`the schema ${schema["$id"]} is invalid: ${ajv.errorsText(ajv.errors)}`);
}

/**
 * Strict finds mistakes in a schema. A branch alone lacks the `type` that stands around it, and
 * was checked with the whole.
 */
function newAjv(strict: boolean, schemas: readonly SchemaObject[]): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict,
    code: CODE,
    meta: false,
    validateSchema: false,
    strictRequired: false,
    allowUnionTypes: true,
    allowMatchingProperties: true,
  });
  formats.default(ajv);
  for (const keyword of ANNOTATIONS) ajv.addKeyword(keyword);
  for (const schema of schemas) ajv.addSchema(schema);
  return ajv;
}

function withId(schema: object, number: number): SchemaObject {
  return "$id" in schema ? { ...schema } : { $id: `schema-${number}.json`, ...schema };
}

function errorsOf(validate: ValidateFunction, value: unknown) {
  return validate(value) ? [] : (validate.errors ?? []);
}

function inOrder(problems: readonly Problem[]): Problem[] {
  const distinct = new Map(
    problems.map((problem) => [
      `${problem.at?.line}:${problem.at?.column}:${problem.message}`,
      problem,
    ]),
  );
  return [...distinct.values()].sort(
    (a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  );
}
