import type { JsonValue } from "../../model/value.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { unknownName } from "../check/unknown-name.ts";
import { within } from "../check/within.ts";
import type { Problems } from "../source/collect-problems.ts";
import { withAppliedAt } from "../source/collect-problems.ts";
import type { Grammar } from "../source/grammar.ts";
import type { RuleSource } from "../source/rule-source.ts";
import type { Template } from "./compile-templates.ts";
import { fillTemplate } from "./fill-template.ts";

interface Use {
  readonly template: string;
  readonly with: Readonly<Record<string, JsonValue>>;
}

/**
 * The rules that an operation's file applies with `uses`, filled in and checked against the grammar.
 * A problem inside a template is shown at its place in the template, with the file that applied it.
 */
export function expandUses(
  document: SourceDocument,
  templates: ReadonlyMap<string, Template>,
  problems: Problems,
  grammar: Grammar,
): readonly RuleSource[] {
  const { uses = [] } = document.value as { readonly uses?: readonly Use[] };
  return uses.flatMap((use, index) => {
    const template = templates.get(use.template);
    if (template) return expandUse({ use, template, document, index, grammar }, problems);
    const at = document.positionOf(["uses", index, "template"]);
    problems.add(
      unknownName("template", use.template, templates.keys(), at, { missingFrom: "shared" }),
    );
    return [];
  });
}

function expandUse(
  {
    use,
    template,
    document,
    index,
    grammar,
  }: {
    readonly use: Use;
    readonly template: Template;
    readonly document: SourceDocument;
    readonly index: number;
    readonly grammar: Grammar;
  },
  problems: Problems,
): readonly RuleSource[] {
  if (!argumentsFit(use, template, document, index, problems)) return [];
  const appliedAt = document.positionOf(["uses", index]);
  const rules = template.rules.map((body) => fillTemplate(body, use.with));
  const place = within(template.document, ["templates", template.name], { rules });
  const here = withAppliedAt(problems, appliedAt);
  const wrong = grammar.filledRules(place);
  for (const problem of wrong) here.add(problem);
  if (wrong.length > 0) return [];
  return rules.map((value, rule) => ({
    value: value as unknown as RuleSource["value"],
    place: within(place, ["rules", rule], value),
    appliedAt,
  }));
}

function argumentsFit(
  use: Use,
  template: Template,
  document: SourceDocument,
  index: number,
  problems: Problems,
): boolean {
  const missing = template.arguments.filter((name) => !Object.hasOwn(use.with, name));
  for (const name of missing) {
    const message = `template "${template.name}" needs the argument "${name}"`;
    problems.add({ message, at: document.positionOf(["uses", index, "with"], "key") });
  }
  const wrong = Object.entries(use.with).filter(([name, value]) => {
    const at = document.positionOf(["uses", index, "with", name], "key");
    if (!template.arguments.includes(name)) {
      const of = `template "${template.name}"`;
      problems.add(unknownName("argument", name, template.arguments, at, { of }));
      return true;
    }
    if (!template.texts.has(name) || typeof value !== "object") return false;
    const message = `the argument "${name}" stands inside a text of the template`;
    problems.add({ message, at, hint: "give a text or a number" });
    return true;
  });
  return missing.length + wrong.length === 0;
}
