import { createHash } from "node:crypto";
import type { Rule, Specs, Statement } from "../model/rule.ts";
import type { SourceDocument } from "../schema/document.ts";
import { collectProblems, type Problems } from "./collect-problems.ts";
import { compileRule } from "./compile-rule.ts";
import { compileServices, type Service } from "./compile-service.ts";
import { expandUses } from "./expand-uses.ts";
import type { GeneratorInfo } from "./generator-call.ts";
import { parseSpecs } from "./parse-specs.ts";
import type { RuleSource } from "./rule-source.ts";
import type { SpecFile } from "./spec-file.ts";
import { unknownName } from "./unknown-name.ts";

/**
 * Everything that a set of rule files says, checked as a whole.
 *
 * @param generators the generators that rules may name
 * @throws UsageError (`spec-invalid`, `yaml-syntax`) with every problem and its place
 */
export function compileSpecs(
  files: readonly SpecFile[],
  generators: ReadonlyMap<string, GeneratorInfo>,
): Specs {
  const problems = collectProblems();
  const parsed = parseSpecs(files, problems);
  const services = compileServices(parsed.service);
  const statements = statementsOf(parsed.statements);
  const known = new Set(Object.keys(statements));
  const rules: Rule[] = [];
  const untested: Record<string, string> = {};

  for (const document of parsed.rules) {
    const file = document.value as RulesFile;
    const service = services[file.service];
    if (!checkHead(document, file, service, services, problems)) continue;
    const sources = [
      ...expandUses(document, parsed.shared, problems),
      ...(file.rules ?? []).map((value, index) => ruleAt(document, value, index)),
    ];
    for (const source of sources) {
      const context = { ...file, service, statements: known, generators };
      rules.push(compileRule(source, context, problems));
    }
    (file.untested ?? []).forEach(({ statement, because }, index) => {
      untested[statement] = because;
      if (known.has(statement)) return;
      const at = document.positionOf(["untested", index, "statement"]);
      problems.add(unknownName("statement", statement, [...known], at));
    });
  }
  checkUnique(rules, problems);
  problems.throwIfAny();
  return {
    digest: digestOf(files),
    statements,
    operations: Object.assign({}, ...Object.values(services).map(({ operations }) => operations)),
    rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)),
    untested,
  };
}

interface RulesFile {
  readonly service: string;
  readonly operation: string;
  readonly document: { readonly title: string; readonly url?: string };
  readonly rules?: readonly RuleSource["value"][];
  readonly untested?: readonly { readonly statement: string; readonly because: string }[];
}

function checkHead(
  document: SourceDocument,
  file: RulesFile,
  service: Service | undefined,
  services: Readonly<Record<string, Service>>,
  problems: Problems,
): service is Service {
  if (!service) {
    const at = document.positionOf(["service"]);
    problems.add(unknownName("service", file.service, Object.keys(services), at));
    return false;
  }
  if (file.operation in service.operations) return true;
  const at = document.positionOf(["operation"]);
  problems.add(unknownName("operation", file.operation, Object.keys(service.operations), at));
  return false;
}

function ruleAt(document: SourceDocument, value: RuleSource["value"], index: number): RuleSource {
  return {
    value,
    place: {
      file: document.file,
      value,
      positionOf: (path, part) => document.positionOf(["rules", index, ...path], part),
    },
  };
}

function statementsOf(documents: readonly SourceDocument[]): Record<string, Statement> {
  const statements: Record<string, Statement> = {};
  for (const document of documents) {
    const source = document.value as { statements: Record<string, Omit<Statement, "id">> };
    for (const [id, { level, text, where }] of Object.entries(source.statements)) {
      statements[id] = { id, level, text, ...(where === undefined ? {} : { where }) };
    }
  }
  return statements;
}

function checkUnique(rules: readonly Rule[], problems: Problems): void {
  const first = new Map<string, Rule>();
  for (const rule of rules) {
    const other = first.get(rule.id);
    first.set(rule.id, other ?? rule);
    if (!other) continue;
    const message = `the id "${rule.id}" stands twice`;
    problems.add({ message, at: rule.at, hint: `first at ${other.at.file}:${other.at.line}` });
  }
}

function digestOf(files: readonly SpecFile[]): string {
  const hash = createHash("sha256");
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${file.path}\0${file.text}\0`);
  }
  return `sha256:${hash.digest("hex")}`;
}
