import type { Generator } from "../../generators/generator.ts";
import { BUILT_IN_GENERATORS, GENERATORS, generatorsByName } from "../../generators/registry.ts";
import { loadVocabulary, withAdapters } from "../built-in/load-vocabulary.ts";
import type { Check } from "../judge/checks/check-context.ts";
import { CHECKS } from "../judge/checks/checks.ts";
import { plain } from "../judge/checks/evaluate.ts";
import { type Problem, UsageError } from "../model/errors.ts";
import type { OwnVocabulary } from "../run/campaign/judge-in-process.ts";
import type { AuditOptions, OwnCheck, OwnGenerator } from "./audit-options.ts";

/** How a name can stand in a rule file. */
const NAME = /^[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*$/;
/** Members of an alternative of oneOf that are no checks. */
const RESERVED = ["because"];

/**
 * The built-in generators and those of the options, the checks of the options, and the adapters of the
 * options and of folders of rule files.
 *
 * @throws UsageError (`name-taken`, `name-malformed`)
 */
export async function ownVocabulary(
  {
    generators = {},
    checks = {},
    services = [],
  }: Pick<AuditOptions, "generators" | "checks" | "services">,
  folders: readonly string[],
  cwd: string,
): Promise<OwnVocabulary> {
  const taken = [...Object.keys(CHECKS), ...RESERVED];
  refuse("name-malformed", [
    ...malformed("generator", Object.keys(generators)),
    ...malformed("check", Object.keys(checks)),
  ]);
  refuse("name-taken", [
    ...clashes("generator", Object.keys(generators), [...GENERATORS.keys()]),
    ...clashes("check", Object.keys(checks), taken),
  ]);
  const own = Object.entries(generators).map(([name, make]) => generatorOf(name, make));
  const loaded = await loadVocabulary(folders, cwd);
  const { properties, adapters } = withAdapters(
    loaded,
    services.flatMap(({ adapter }) => adapter ?? []),
  );
  return {
    generators: generatorsByName([...BUILT_IN_GENERATORS, ...own]),
    properties,
    adapters,
    checks: new Map(Object.entries(checks).map(([name, check]) => [name, checkOf(name, check)])),
  };
}

function generatorOf(name: string, make: OwnGenerator): Generator {
  return {
    name,
    title: "A generator of one's own.",
    // It reads its options itself.
    options: {
      type: "object",
      properties: {},
      required: [],
      additionalProperties: true,
      examples: [],
    },
    arbitrary: (options, environment) =>
      attempt(`the generator "${name}"`, () => make(options, environment)),
    holds: () => true,
  };
}

function checkOf(name: string, check: OwnCheck): Check {
  return (argument, { answer, scope }) => {
    const resolved = plain(argument, scope);
    const found = attempt(`the check "${name}"`, () => check(resolved, answer));
    if (Array.isArray(found)) return found;
    throw new TypeError(`the check "${name}" must return a list of { expected, actual }`);
  };
}

/** A bug in somebody's code must not pass for something that a server did. */
function attempt<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${what} threw: ${why}`, { cause });
  }
}

function malformed(what: string, names: readonly string[]): readonly Problem[] {
  return names
    .filter((name) => !NAME.test(name))
    .map((name) => ({
      message: `${JSON.stringify(name)} cannot name a ${what}`,
      hint: "use letters and digits, with dots or dashes between them: my.guid",
    }));
}

function clashes(
  what: string,
  names: readonly string[],
  taken: readonly string[],
): readonly Problem[] {
  return names
    .filter((name) => taken.includes(name))
    .map((name) => ({
      message: `there is a built-in ${what} "${name}"`,
      hint: `choose another name: my.${name}`,
    }));
}

function refuse(code: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UsageError(code, problems);
}
