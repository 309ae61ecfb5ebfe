import { loadVocabulary, withOwn } from "../built-in/load-vocabulary.ts";
import { attempt } from "../built-in/own-generator.ts";
import { checkOwnNames } from "../built-in/own-names.ts";
import { VOCABULARY } from "../built-in/vocabulary.ts";
import type { Check } from "../judge/checks/check-context.ts";
import { CHECKS } from "../judge/checks/checks.ts";
import { plain } from "../judge/checks/evaluate.ts";
import type { OwnVocabulary } from "../run/campaign/judge-in-process.ts";
import type { AuditOptions, OwnCheck } from "./audit-options.ts";

/** Members of an alternative of oneOf that are no checks. */
const RESERVED = ["because"];

/**
 * The built-in generators, properties and adapters, those of folders of rule files, and those of the options,
 * with the checks of the options.
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
  const builtIn = [...VOCABULARY.generators.keys()];
  checkOwnNames([
    { what: "generator", names: Object.keys(generators), taken: builtIn },
    { what: "check", names: Object.keys(checks), taken },
  ]);
  const loaded = await loadVocabulary(folders, cwd);
  const vocabulary = withOwn(loaded, {
    adapters: services.flatMap(({ adapter }) => adapter ?? []),
    properties: services.flatMap(({ properties }) => properties ?? []),
    generators,
  });
  return {
    ...vocabulary,
    checks: new Map(Object.entries(checks).map(([name, check]) => [name, checkOf(name, check)])),
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
