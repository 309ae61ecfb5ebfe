import type { FilePosition } from "../../model/errors.ts";
import type { Edition, Rule, Statement } from "../../model/rule.ts";
import type { ServiceName } from "../../model/target.ts";
import type { SourceDocument } from "../../schema/document.ts";
import type { GeneratorInfo } from "../check/check-generator.ts";
import type { PropertyInfo } from "../check/check-rule.ts";
import { unknownName } from "../check/unknown-name.ts";
import { within } from "../check/within.ts";
import { type Problems, withAppliedAt } from "../source/collect-problems.ts";
import type { Grammar } from "../source/grammar.ts";
import type { RuleSource } from "../source/rule-source.ts";
import type { DescribedService, DocumentHead } from "../source/service-source.ts";
import { compileRule } from "./compile-rule.ts";
import { unreadService } from "./compile-service.ts";
import type { Template } from "./compile-templates.ts";
import { expandUses } from "./expand-uses.ts";

/** What the rules of a file build on. */
export interface Foundation {
  readonly services: ReadonlyMap<ServiceName, DescribedService>;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly editions: ReadonlyMap<string, Edition>;
  readonly templates: ReadonlyMap<string, ReadonlyMap<string, Template>>;
  readonly generators: ReadonlyMap<string, GeneratorInfo>;
  readonly properties: ReadonlyMap<string, PropertyInfo>;
  readonly grammar: Grammar;
}

export interface CompiledFile {
  /** Each with the place that a reader looks for it at: in this file, also when a template made it. */
  readonly rules: readonly { readonly rule: Rule; readonly at: FilePosition }[];
  readonly untested: readonly Untested[];
}

export interface Untested {
  readonly statement: string;
  readonly because: string;
  /** Of the file that says so. */
  readonly service: ServiceName;
  readonly at: FilePosition;
}

interface RulesSource {
  readonly service: ServiceName;
  readonly operation: string;
  readonly document?: DocumentHead;
  readonly rules?: readonly RuleSource["value"][];
  readonly untested?: readonly Omit<Untested, "service" | "at">[];
}

/** The rules of one operation's file: those of the templates that it uses, and its own. */
export function compileRulesFile(
  document: SourceDocument,
  { services, statements, editions, templates, generators, properties, grammar }: Foundation,
  problems: Problems,
): CompiledFile {
  // The grammar was checked before.
  const source = document.value as RulesSource;
  const found = services.get(source.service);
  if (!found && !problems.isIncomplete("service")) {
    const at = document.positionOf(["service"]);
    problems.add(unknownName("service", source.service, services.keys(), at));
    return { rules: [], untested: [] };
  }
  const service = found ?? unreadService(source.service);
  const described = service.operations.get(source.operation);
  if (!described) {
    const at = document.positionOf(["operation"]);
    const known = service.operations.keys();
    problems.add(unknownName("operation", source.operation, known, at, { missingFrom: "service" }));
  }
  const { checks } = grammar;
  const known = { statements, editions, generators, properties, checks };
  const { operation } = source;
  const ofService = templates.get(source.service) ?? new Map<string, Template>();
  const prefix = `${service.name}.${kebab(operation)}.`;
  const head = source.document ?? service.documents.get(operation);
  if (!head && described) {
    const message = `no document is named, neither here nor in a service file for ${operation}`;
    const hint = "add document: { title: … }";
    problems.add({ message, at: document.positionOf(["operation"]), hint, missingFrom: "service" });
  }
  const file = { service, prefix, operation, described, document: head ?? NO_DOCUMENT, ...known };
  const ruleSources: readonly RuleSource[] = [
    ...expandUses(document, { templates: ofService, operation, described, grammar }, problems),
    ...(source.rules ?? []).map((value, index) => ({
      value,
      place: within(document, ["rules", index], value),
    })),
  ];
  return {
    rules: ruleSources
      .map((source) => withWholeId(source, prefix))
      .map((rule) => ({
        rule: compileRule(rule, file, withAppliedAt(problems, rule.appliedAt)),
        at: rule.appliedAt ?? rule.place.positionOf(["id"]),
      })),
    untested: (source.untested ?? []).map((entry, index) => {
      const at = document.positionOf(["untested", index, "statement"]);
      if (!statements.has(entry.statement)) {
        const known = statements.keys();
        problems.add(
          unknownName("statement", entry.statement, known, at, { missingFrom: "statements" }),
        );
      }
      return { ...entry, service: source.service, at };
    }),
  };
}

/** What is built on a file that names none; a problem was told. */
const NO_DOCUMENT: DocumentHead = { title: "" };

/** The name of an operation as it stands in ids: `DeleteDocument` is `delete-document`. */
function kebab(operation: string): string {
  return operation.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

/** An id without dots is completed by what the head of the file says. */
function withWholeId({ value, ...rest }: RuleSource, prefix: string): RuleSource {
  const id = value.id.includes(".") ? value.id : `${prefix}${value.id}`;
  return { ...rest, value: { ...value, id } };
}
