import type { Plain } from "../model/value.ts";
import { didYouMean } from "../schema/did-you-mean.ts";
import type { SourceDocument } from "../schema/document.ts";
import type { Problems } from "./collect-problems.ts";
import { fillTemplate } from "./fill-template.ts";
import { checkFilledRule } from "./parse-specs.ts";
import type { RuleSource } from "./rule-source.ts";

interface TemplateSource {
  readonly arguments: readonly string[];
  readonly rules: readonly Plain[];
}

interface Use {
  readonly template: string;
  readonly with: Readonly<Record<string, Plain>>;
}

/**
 * The rules that an operation's file applies with `uses`, filled in and checked against the grammar.
 * A problem inside a template is shown at its place in the template, with the file that applied it.
 */
export function expandUses(
  document: SourceDocument,
  shared: readonly SourceDocument[],
  problems: Problems,
): readonly RuleSource[] {
  const { service, uses = [] } = document.value as { service: string; uses?: readonly Use[] };
  const templates = templatesOf(shared, service);
  return uses.flatMap((use, index) => {
    const at = document.positionOf(["uses", index]);
    const found = templates.get(use.template);
    if (!found) {
      const guess = didYouMean(use.template, [...templates.keys()]);
      problems.add({
        message: `unknown template "${use.template}"`,
        at: document.positionOf(["uses", index, "template"]),
        hint: guess
          ? `did you mean "${guess}"?`
          : `known here: ${[...templates.keys()].join(", ")}`,
      });
      return [];
    }
    const wrong = [
      ...found.template.arguments
        .filter((name) => !(name in use.with))
        .map((name) => `template "${use.template}" needs the argument "${name}"`),
      ...Object.keys(use.with)
        .filter((name) => !found.template.arguments.includes(name))
        .map((name) => `template "${use.template}" takes no argument "${name}"`),
    ];
    for (const message of wrong) problems.add({ message, at });
    if (wrong.length > 0) return [];
    return found.template.rules.flatMap((body, ruleIndex) => {
      const value = fillTemplate(body, use.with);
      const path = ["templates", use.template, "rules", ruleIndex];
      const place: SourceDocument = {
        file: found.document.file,
        value,
        positionOf: (inner, part) => found.document.positionOf([...path, ...inner], part),
      };
      const grammar = checkFilledRule(place).map((problem) => ({
        ...problem,
        hint: [problem.hint, `applied at ${at.file}:${at.line}`].filter(Boolean).join("; "),
      }));
      problems.addAll(grammar);
      return grammar.length > 0 ? [] : [{ value: value as unknown as RuleSource["value"], place }];
    });
  });
}

function templatesOf(shared: readonly SourceDocument[], service: string) {
  const templates = new Map<string, { template: TemplateSource; document: SourceDocument }>();
  for (const document of shared) {
    const source = document.value as {
      service: string;
      templates: Readonly<Record<string, TemplateSource>>;
    };
    if (source.service !== service) continue;
    for (const [name, template] of Object.entries(source.templates)) {
      templates.set(name, { template, document });
    }
  }
  return templates;
}
