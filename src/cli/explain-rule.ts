import { stringify } from "yaml";
import { FAULTS } from "../../reference/faults.ts";
import { wrap } from "../../reporters/text/wrap.ts";
import type { Control, ControlSteps, GeneratorCall, Rule, Specs, Step } from "../model/rule.ts";
import type { Vocabulary } from "../run/case/vocabulary.ts";

/** Columns. */
const WIDTH = 96;

/** One rule in full, as text that ends with a line feed. */
export function explainRule(rule: Rule, specs: Specs, vocabulary: Vocabulary): string {
  const { source } = rule;
  const sections: readonly (readonly [string, string])[] = [
    ["Statements", rule.statements.map((id) => statementText(id, rule, specs)).join("\n")],
    ["Editions", editionsText(rule, specs)],
    ["Source", [`${source.document}, ${source.where}`, source.url].filter(Boolean).join("\n")],
    ["Over", bindingsOf(rule)],
    ["Needs", needsOf(rule)],
    ["Inputs", inputsOf(rule, vocabulary)],
    ...propertySections(rule, vocabulary),
    ["Every answer", invariantText(rule)],
    ["Steps", rule.steps.length > 0 ? stepsText(rule.steps) : ""],
    ["Control", controlText(rule.control)],
    ["Kills", faultsOf(rule, specs)],
    ["File", `${rule.at.file}:${rule.at.line}`],
  ];
  const body = sections
    .filter(([, text]) => text !== "")
    .map(([title, text]) => `${title}\n${indent(text)}`);
  return `${rule.id}\n${rule.level}: ${rule.title}\n\n${body.join("\n\n")}\n`;
}

/** Its sentence, and where it stands unless that is the document of the rule. */
function statementText(id: string, { source }: Rule, { statements }: Specs): string {
  const { text = "", where, document } = statements[id] ?? {};
  const sentence = `${id}  ${text}`;
  if (!document || document.title === source.document) return sentence;
  const place = [document.title, where].filter(Boolean).join(", ");
  return `${sentence}\n${indent([place, document.url].filter(Boolean).join(": "))}`;
}

function editionsText({ editions, notIn }: Rule, specs: Specs): string {
  const named = (names: readonly string[]): string =>
    names.map((name) => indent(editionText(name, specs))).join("\n");
  if (editions) return `judged by these, otherwise observed\n${named(editions)}`;
  return notIn ? `all but\n${named(notIn)}` : "";
}

function editionText(name: string, { editions }: Specs): string {
  const { title, url } = editions[name] ?? {};
  return `${name}${title ? `  ${title}` : ""}${url ? `: ${url}` : ""}`;
}

function controlText(control: Control): string {
  const own = ({ title, steps }: ControlSteps): string => `${title}\n${stepsText(steps)}`;
  switch (control.kind) {
    case "steps":
      return own(control);
    case "any":
      return `one of these that the target offers\n${indent(control.ways.map(own).join("\n"))}`;
    case "within":
      return `among the steps: ${control.title}`;
    case "none":
      return "none: what is seen is reported, not judged";
    default:
      return control satisfies never;
  }
}

/** What every case needs, and what it can do without where it has another way. */
function needsOf({ needs, needsAny }: Rule): string {
  const ways = needsAny
    .filter((each) => each.every((way) => way.length > 0))
    .map((each) => `one of: ${each.map((way) => way.join(" with ")).join("; ")}`);
  return [needs.join(", "), ...ways].filter((text) => text !== "").join("\n");
}

function bindingsOf(rule: Rule): string {
  const bindings = rule.bindings.join(", ");
  return rule.together ? `${bindings}, in one verdict` : bindings;
}

function inputsOf(rule: Rule, vocabulary: Vocabulary): string {
  const each = Object.entries(rule.forEach).map(([name, source]) =>
    Array.isArray(source)
      ? `${name}: each of ${JSON.stringify(source)}`
      : `${name}: each of ${generatorText(source as GeneratorCall, vocabulary)}`,
  );
  const all = Object.entries(rule.forAll).map(
    ([name, call]) => `${name}: ${generatorText(call, vocabulary)}`,
  );
  return [...each, ...all].join("\n");
}

/** Of an invariant: which answers it is about, and what they must be. */
function invariantText({ invariant }: Rule): string {
  if (!invariant) return "";
  const { when, except, then } = invariant;
  const said = {
    ...(when.length > 0 ? { when } : {}),
    ...(except.length > 0 ? { except } : {}),
    then,
  };
  return stringify(said, { lineWidth: WIDTH, aliasDuplicateObjects: false }).trimEnd();
}

/** What code carries out (a model, a race, a relation), in words. */
function propertySections(
  { property, statements }: Rule,
  { properties }: Vocabulary,
): readonly (readonly [string, string])[] {
  const found = property === undefined ? undefined : properties.get(property);
  if (!found) return [];
  const { generates, sends, demands } = found.explanation;
  const must = demands.map(
    ({ text, statements: own = statements }) => `${text} (${own.join(", ")})`,
  );
  return [
    ["Property", `${found.name}: ${found.title}`],
    ["Generated", items(generates, () => "-")],
    ["Sent", items(sends, (index) => `${index + 1}.`)],
    ["Must hold", items(must, () => "-")],
  ];
}

/** Lines with a sign before each, as wide as steps are printed. */
function items(lines: readonly string[], sign: (index: number) => string): string {
  return lines
    .flatMap((line, index) => {
      const before = `${sign(index)} `;
      const [first = "", ...more] = wrap(line, WIDTH - before.length);
      return [`${before}${first}`, ...more.map((rest) => `${" ".repeat(before.length)}${rest}`)];
    })
    .join("\n");
}

function generatorText({ generator, options }: GeneratorCall, { generators }: Vocabulary): string {
  const given = Object.keys(options).length > 0 ? ` ${JSON.stringify(options)}` : "";
  return `${generator}${given} (${generators.get(generator)?.title ?? "?"})`;
}

/** Faults of the reference server, or of the service's own. */
function faultsOf(rule: Rule, { benches }: Specs): string {
  const own = benches.find(({ service }) => service === rule.service)?.faults ?? FAULTS;
  return rule.faults
    .map((name) => `${name}: ${own.find((fault) => fault.name === name)?.title ?? "?"}`)
    .join("\n");
}

/** Steps in the words of rule files, without what is a default. */
function stepsText(steps: readonly Step[]): string {
  return stringify(steps.map(shortStep), {
    lineWidth: WIDTH,
    aliasDuplicateObjects: false,
  }).trimEnd();
}

function shortStep(step: Step): object {
  if (step.kind === "repeat") {
    return {
      repeat: step.times,
      ...(step.when ? { when: step.when } : {}),
      steps: step.steps.map(shortStep),
    };
  }
  if (step.kind === "any") {
    return {
      ...(step.when ? { when: step.when } : {}),
      any: step.ways.map((way) => way.steps.map(shortStep)),
    };
  }
  const { kind: _, ...rest } = step;
  return Object.fromEntries(
    Object.entries(rest).filter(
      ([key, value]) =>
        !(key === "as" && value === "owner") &&
        !(key === "expect" && value === "anything" && "then" in rest) &&
        !(typeof value === "object" && value !== null && Object.keys(value).length === 0),
    ),
  );
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
