import type { Operation } from "../../model/operation.ts";
import type { JsonValue } from "../../model/value.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { unknownName } from "../check/unknown-name.ts";
import { within } from "../check/within.ts";
import type { Problems } from "../source/collect-problems.ts";
import { withAppliedAt } from "../source/collect-problems.ts";
import type { Grammar } from "../source/grammar.ts";
import type { RuleSource } from "../source/rule-source.ts";
import { stringsIn } from "../source/strings-in.ts";
import type { Template } from "./compile-templates.ts";
import { fillTemplate, placeholdersIn } from "./fill-template.ts";

interface Use {
  readonly template: string;
  readonly with?: Values;
}

type Values = Readonly<Record<string, JsonValue>>;

/** The operation whose file applies templates. */
interface UsesContext {
  readonly templates: ReadonlyMap<string, Template>;
  /** Its name, and itself where it is known. */
  readonly operation: string;
  readonly described: Operation | undefined;
  readonly grammar: Grammar;
}

/**
 * The rules that an operation's file applies with `uses`, filled in and checked against the grammar.
 * A problem inside a template is shown at its place in the template, with the file that applied it.
 */
export function expandUses(
  document: SourceDocument,
  context: UsesContext,
  problems: Problems,
): readonly RuleSource[] {
  const { templates } = context;
  const { uses = [] } = document.value as { readonly uses?: readonly Use[] };
  return uses.flatMap((use, index) => {
    const place = within(document, ["uses", index], use);
    const template = templates.get(use.template);
    if (template) return expandUse(use.with ?? {}, template, { ...context, place }, problems);
    const at = place.positionOf(["template"]);
    problems.add(
      unknownName("template", use.template, templates.keys(), at, { missingFrom: "shared" }),
    );
    return [];
  });
}

interface UseContext extends UsesContext {
  /** Paths begin at the use. */
  readonly place: SourceDocument;
}

function expandUse(
  given: Values,
  template: Template,
  context: UseContext,
  problems: Problems,
): readonly RuleSource[] {
  const derived = derivedFrom(context);
  if (!argumentsFit(given, derived, template, context, problems)) return [];
  const appliedAt = context.place.positionOf([]);
  const defaults = fillTemplate({ ...template.defaults }, { ...derived, ...given }) as Values;
  const values = { ...derived, ...defaults, ...given };
  const rules = template.rules.map((body) => fillTemplate(body, values));
  const place = within(template.document, ["templates", template.name], { rules });
  const here = withAppliedAt(problems, appliedAt);
  const wrong = context.grammar.filledRules(place);
  for (const problem of wrong) here.add(problem);
  if (wrong.length > 0) return [];
  return rules.map((value, rule) => ({
    value: value as unknown as RuleSource["value"],
    place: within(place, ["rules", rule], value),
    appliedAt,
  }));
}

/** What the operation says of itself: its name, and that of its parameter of type guid, where it has one. */
function derivedFrom({ operation, described }: UsesContext): Values {
  const [guid, ...others] = (described?.parameters ?? []).filter(({ type }) => type === "guid");
  return { operation, ...(guid && others.length === 0 && { guid: guid.name }) };
}

function argumentsFit(
  given: Values,
  derived: Values,
  template: Template,
  { place, operation, described }: UseContext,
  problems: Problems,
): boolean {
  const values = { ...derived, ...template.defaults, ...given };
  const taken = Object.entries(template.defaults).filter(([name]) => !Object.hasOwn(given, name));
  const filled = new Set(
    stringsIn([template.rules, taken]).flatMap(({ text, part }) =>
      placeholdersIn(text, part).map(({ name }) => name),
    ),
  );
  const known = [...new Set([...template.arguments, ...template.derived])];
  const missing = known.filter((name) => filled.has(name) && !Object.hasOwn(values, name));
  const of = `template "${template.name}"`;
  for (const name of missing) {
    const at = place.positionOf(Object.hasOwn(Object(place.value), "with") ? ["with"] : [], "key");
    if (template.arguments.includes(name) || !described) {
      problems.add({ message: `${of} needs the argument "${name}"`, at });
    } else {
      const message = `${of} needs the one parameter of ${operation} that is a GUID`;
      problems.add({ message, at, hint: `add with: { ${name}: … }` });
    }
  }
  const wrong = Object.entries(given).filter(([name, value]) => {
    const at = place.positionOf(["with", name], "key");
    if (!known.includes(name)) {
      problems.add(unknownName("argument", name, known, at, { of }));
      return true;
    }
    if (!template.texts.has(name) || typeof value !== "object") return false;
    const message = `the argument "${name}" is used inside a text of the template`;
    problems.add({ message, at, hint: "give a text or a number" });
    return true;
  });
  return missing.length + wrong.length === 0;
}
