import { dirname, join, relative, resolve } from "node:path";
import { type FilePosition, type Problem, UsageError } from "../../model/errors.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { isObject, type SchemaObject } from "../../schema/schema-object.ts";
import { compileSchema } from "../../schema/validate.ts";
import { dropEmpty } from "./drop-empty.ts";
import { type Environment, lookupIn, readEnvironment } from "./environment.ts";
import { gapProblem } from "./gap-problem.ts";
import { interpolate } from "./interpolate.ts";
import { readPercent } from "./percent.ts";
import { readTargetsDocument } from "./read-targets-document.ts";
import { settingsSchema } from "./settings-schema.ts";
import { readTargetsSchema, withoutVariables } from "./targets-schema.ts";
import { typedFields } from "./typed-fields.ts";

/** What a run takes where its command line does not say. */
export interface RunDefaults {
  /** Names of report formats. */
  readonly format?: readonly string[];
  readonly seed?: number;
  readonly edition?: string;
  /** Percent. */
  readonly minJudged?: number;
  /** As the command line would name it, from the working directory. */
  readonly out?: string;
  /** Where one of them stands, for what others find wrong with it. */
  positionOf(name: string): FilePosition | undefined;
}

const NONE: RunDefaults = { positionOf: () => undefined };

/**
 * The `run` of a targets file, `targets.json` in `cwd` unless another is named, with its variables filled in.
 * Nothing where the file cannot be read: whoever loads its targets says why.
 *
 * @throws UsageError `targets-invalid`, `variable-missing`, `env-unreadable`: with the place
 */
export function readRunDefaults(options: {
  readonly file?: string | undefined;
  readonly cwd: string;
  readonly env: Environment;
}): RunDefaults {
  const { cwd, env } = options;
  const file = resolve(cwd, options.file ?? "targets.json");
  const document = documentOf(file, relative(cwd, file));
  const written = isObject(document?.value) ? document.value["run"] : undefined;
  if (document === undefined || written === undefined) return NONE;
  const folder = dirname(file);
  const schema = runSchema();
  const filled = fill({ document, written, schema, folder, env });
  const { out, minJudged, ...others } = filled;
  const percent = minJudged === undefined ? undefined : readPercent(minJudged);
  return {
    ...others,
    ...(percent?.kind === "percent" ? { minJudged: percent.percent } : {}),
    ...(out === undefined ? {} : { out: relative(cwd, resolve(folder, out)) || "." }),
    positionOf: (name) => document.positionOf(["run", name]),
  };
}

function documentOf(file: string, shown: string): SourceDocument | undefined {
  try {
    return readTargetsDocument(file, shown);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

/** What the schema of targets.json says of `run` alone: services of rule files are not known yet. */
function runSchema(): SchemaObject {
  const { properties, required: _, additionalProperties: __, ...others } = readTargetsSchema();
  const run = isObject(properties) ? properties["run"] : undefined;
  return { ...others, properties: { run } };
}

interface FilledRun extends Omit<RunDefaults, "minJudged" | "positionOf"> {
  /** `95%`. */
  readonly minJudged?: string;
}

function fill({
  document,
  written,
  schema,
  folder,
  env,
}: {
  readonly document: SourceDocument;
  readonly written: unknown;
  readonly schema: SchemaObject;
  readonly folder: string;
  readonly env: Environment;
}): FilledRun {
  refuse(compileSchema(schema)(document));
  const environment = readEnvironment(folder, env);
  const { value, gaps } = interpolate(written, lookupIn(environment), ["run"]);
  const known = Object.keys(environment);
  const { positionOf } = document;
  const context = { known, dotEnv: join(folder, ".env"), positionOf };
  const isMissing = gaps.every(({ kind }) => kind === "missing");
  refuse(
    gaps.map((gap) => gapProblem(gap, undefined, context)),
    isMissing ? "variable-missing" : "targets-invalid",
  );
  const definitions = isObject(schema["$defs"]) ? schema["$defs"] : {};
  const settings = settingsSchema(definitions);
  const { run } = definitions;
  const typed = typedFields(dropEmpty(value, run, settings), run, settings);
  refuse(compileSchema(withoutVariables(schema))({ ...document, value: { run: typed } }));
  // The schema has just said that it has this shape.
  return typed as FilledRun;
}

function refuse(problems: readonly Problem[], code = "targets-invalid"): void {
  if (problems.length > 0) throw new UsageError(code, problems);
}
