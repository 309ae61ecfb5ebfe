import type { Rule, Specs, Statement } from "../../model/rule.ts";
import type { ServiceName } from "../../model/target.ts";
import type { GeneratorInfo } from "../check/check-generator.ts";
import type { PropertyInfo } from "../check/check-rule.ts";
import { uniqueNames } from "../check/unique-names.ts";
import { collectProblems, type Problems, shown } from "../source/collect-problems.ts";
import { digestOf } from "../source/digest.ts";
import { BUILT_IN_GRAMMAR, type Grammar } from "../source/grammar.ts";
import { parseSpecs, type SoundFiles } from "../source/parse-specs.ts";
import type { SpecFile } from "../source/spec-file.ts";
import { compileBenches } from "./compile-benches.ts";
import { compileRulesFile, type Untested } from "./compile-rules-file.ts";
import { compileServices, plainService } from "./compile-service.ts";
import { compileEditions, compileStatements } from "./compile-statements.ts";
import { compileTemplates } from "./compile-templates.ts";
import { withContent } from "./content-operations.ts";

/**
 * Everything that a set of rule files says, checked as a whole.
 *
 * @param generators the generators that rules may name
 * @param properties the built-in properties that rules may name
 * @param grammar what the files may say; see grammarWith for checks of one's own
 * @param sound saves reading what has not changed since an earlier call with the same grammar
 * @throws UsageError (`spec-invalid`) with every problem and its place
 */
export function compileSpecs(
  files: readonly SpecFile[],
  generators: ReadonlyMap<string, GeneratorInfo>,
  properties: ReadonlyMap<string, PropertyInfo> = new Map(),
  grammar: Grammar = BUILT_IN_GRAMMAR,
  sound: SoundFiles = new Map(),
): Specs {
  const problems = collectProblems();
  const parsed = parseSpecs(files, problems, grammar, sound);
  const services = compileServices(parsed.service, problems);
  const editions = compileEditions(parsed.statements, problems);
  const statements = compileStatements(parsed.statements, editions, services, problems);
  const benches = compileBenches(parsed.faults, { services, statements }, problems);
  const templates = compileTemplates(parsed.shared, problems);
  const names = { statements, editions, templates, generators, properties };
  const foundation = { services, ...names, grammar };
  const compiled = parsed.rules.map((document) => compileRulesFile(document, foundation, problems));
  const entries = compiled.flatMap((file) => file.rules);
  const rules = [
    ...uniqueNames(
      "id",
      entries.map(({ rule, at }) => ({ name: rule.id, value: rule, at })),
      problems,
    ).values(),
  ];
  const untested = compiled.flatMap((file) => file.untested);
  checkUntested(untested, rules, problems);
  problems.throwIfAny();
  return {
    digest: digestOf(files),
    statements: withServices(statements, [
      ...rules.flatMap(({ statements: ids, service }) => ids.map((id) => ({ id, service }))),
      ...untested.map(({ statement: id, service }) => ({ id, service })),
    ]),
    editions: Object.fromEntries(editions),
    operations: withContent(services, rules),
    services: Object.fromEntries(
      [...services].map(([name, service]) => [name, plainService(service)]),
    ),
    rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)),
    benches,
    untested: Object.fromEntries(untested.map(({ statement, because }) => [statement, because])),
  };
}

/** Statements stand in files of their own: whose they are is said by what speaks of them. */
function withServices(
  statements: ReadonlyMap<string, Statement>,
  spoken: readonly { readonly id: string; readonly service: ServiceName }[],
): Specs["statements"] {
  const found = new Map<string, Set<ServiceName>>();
  for (const { id, service } of spoken) {
    found.set(id, (found.get(id) ?? new Set()).add(service));
  }
  return Object.fromEntries(
    [...statements].map(([id, statement]) => {
      const services = found.get(id);
      return [id, services ? { ...statement, services: [...services] } : statement];
    }),
  );
}

/** A statement is carried by a rule or untested, not both. */
function checkUntested(
  untested: readonly Untested[],
  rules: readonly Rule[],
  problems: Problems,
): void {
  for (const { statement, at } of untested) {
    const rule = rules.find(({ statements }) => statements.includes(statement));
    if (!rule) continue;
    const message = `the statement "${statement}" is not untested: ${rule.id} carries it`;
    problems.add({ message, at, hint: `the rule is at ${shown(rule.at)}` });
  }
}
