import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { type FilePosition, UsageError } from "../../model/errors.ts";
import type { Specs } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import type { DocumentPath, SourceDocument } from "../../schema/document.ts";
import { lazily } from "../../schema/lazily.ts";
import { isObject } from "../../schema/schema-object.ts";
import { compileSchema } from "../../schema/validate.ts";
import { type Environment, lookupIn, readEnvironment } from "./environment.ts";
import { fillTarget } from "./fill-target.ts";
import { interpolate } from "./interpolate.ts";
import { ALL_TARGETS, namedTargets, unknownTarget } from "./named-targets.ts";
import { readTargetsDocument } from "./read-targets-document.ts";
import { targetsSchema, withoutVariables } from "./targets-schema.ts";

type KnownServices = Pick<Specs, "operations" | "services">;

const DEFAULT_FILE = "targets.json";

/** A targets.json that was read and is valid; its variables are filled in when a target is asked for. */
interface TargetsFile {
  /** Absolute. */
  readonly file: string;
  /** In the order of the file. */
  readonly names: readonly string[];
  /** What is judged when nobody names a target; empty when the file names none and has several. */
  readonly default: readonly string[];
  /**
   * @throws UsageError `target-unknown`; `variable-missing` or `targets-invalid` for what is wrong
   * with this target alone
   */
  get(name: string): Target;
  /**
   * The targets of these names, each once: `all` is every one, no name at all the default.
   *
   * @throws UsageError as `get`, with the problems of all of them; `target-needed` when there is
   * no default
   */
  select(names: readonly string[]): readonly Target[];
  /** Where a field of a target stands, for what others find wrong with it. */
  positionOf(name: string, path: DocumentPath): FilePosition;
}

/**
 * Reads a targets file, `targets.json` in `cwd` unless another is named. What is wrong with the
 * file is thrown here; what is wrong with one target, such as a missing variable, only when that
 * target is asked for.
 *
 * @throws UsageError `targets-missing`, `targets-unreadable`, `json-syntax`, `targets-invalid`,
 * `env-unreadable`, or `target-unknown` for a default that is no target
 */
export function loadTargets(options: {
  readonly file?: string | undefined;
  readonly cwd: string;
  readonly env: Environment;
  /** What the rule files say: targets that name other services and operations are in error. */
  readonly specs: KnownServices;
}): TargetsFile {
  const { cwd } = options;
  const file = resolve(cwd, options.file ?? DEFAULT_FILE);
  const folder = dirname(file);
  const document = readTargetsDocument(file, shown(file, cwd));
  return { file, ...targetsIn(document, { ...options, folder }) };
}

/**
 * The targets of a document of the same form that need not be a file.
 *
 * @param options.folder where relative paths start, and where `.env` is
 * @throws UsageError as {@link loadTargets}
 */
export function targetsIn(
  document: SourceDocument,
  options: {
    readonly folder: string;
    readonly cwd: string;
    readonly env: Environment;
    readonly specs: KnownServices;
  },
): Omit<TargetsFile, "file"> {
  const { folder, cwd } = options;
  const schema = targetsSchema(options.specs.services);
  const problems = compileSchema(schema)(document);
  if (problems.length > 0) throw new UsageError("targets-invalid", problems);

  const entries = entriesOf(document.value);
  const names = [...entries.keys()];
  const environment = readEnvironment(folder, options.env);
  const byDefault = defaultTargets(document, names, lookupIn(environment));
  const check = lazily(() => compileSchema(withoutVariables(schema)));
  const fill = fillTarget({
    document,
    environment,
    folder,
    dotEnv: shown(join(folder, ".env"), cwd),
    check: (filled) => check()(filled),
    specs: options.specs,
    schema,
  });
  const select = (asked: readonly string[]): readonly Target[] => {
    const wanted = namedTargets(asked, { file: document.file, names, default: byDefault });
    const filled = wanted.map((name) => fill(name, entries.get(name)));
    const faulty = filled.filter((outcome) => outcome.kind === "problems");
    const [first] = faulty;
    const problems = faulty.flatMap((outcome) => outcome.problems);
    if (first) throw new UsageError(first.code, problems);
    return filled.flatMap((outcome) => (outcome.kind === "target" ? [outcome.target] : []));
  };
  return {
    names,
    default: byDefault,
    get: (name) => only(select([name]), name),
    select,
    positionOf: (name, path) => document.positionOf(["targets", name, ...path]),
  };
}

/**
 * The names in `default`, or the only target where there is just one; empty otherwise.
 *
 * @throws UsageError `target-unknown` when `default` names no target
 */
function defaultTargets(
  document: SourceDocument,
  names: readonly string[],
  lookup: (variable: string) => string | undefined,
): readonly string[] {
  const given = isObject(document.value) ? document.value["default"] : undefined;
  if (given === undefined) return names.length === 1 ? names : [];
  const { value } = interpolate(given, lookup);
  const wanted = [value].flat().map(String);
  if (wanted.includes(ALL_TARGETS)) return names;
  const problems = wanted.flatMap((name, index) => {
    if (names.includes(name)) return [];
    return [{ ...unknownTarget(name, names), at: document.positionOf(["default", index]) }];
  });
  if (problems.length > 0) throw new UsageError("target-unknown", problems);
  return [...new Set(wanted)];
}

function entriesOf(value: unknown): ReadonlyMap<string, unknown> {
  const targets = isObject(value) ? value["targets"] : undefined;
  return new Map(isObject(targets) ? Object.entries(targets) : []);
}

/** A file below the working directory by its relative path, another by its absolute one. */
function shown(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path.startsWith("..") || isAbsolute(path) ? file : path;
}

function only(targets: readonly Target[], name: string): Target {
  const [target, second] = targets;
  if (target && !second) return target;
  throw new UsageError("target-unknown", [{ message: `${name} is not the name of one target` }]);
}
