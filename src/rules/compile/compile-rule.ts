import type { Control, Rule } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import { checkRule, type RuleContext } from "../check/check-rule.ts";
import type { Problems } from "../source/collect-problems.ts";
import type { ControlSource, RuleSource } from "../source/rule-source.ts";
import type { DocumentHead } from "../source/service-source.ts";
import { compileInvariant } from "./compile-invariant.ts";
import { compileSteps } from "./compile-steps.ts";
import { generatorCall } from "./generator-call.ts";
import { effectOf, needsOf, needsOfWays } from "./needs.ts";

/** The file that a rule belongs to. */
export interface RuleFile extends RuleContext {
  readonly document: DocumentHead;
}

/** A rule with its fixtures written out and its defaults filled in. What is wrong goes to `problems`. */
export function compileRule(source: RuleSource, file: RuleFile, problems: Problems): Rule {
  checkRule(source, file, problems);
  const { value, place } = source;
  const { service, document } = file;
  const steps = compileSteps(value.steps ?? [], service);
  const property = file.properties.get(value.property ?? "");
  const control = compileControl(source, file);
  const always = control.kind === "steps" ? [...steps, ...control.steps] : steps;
  const ways = control.kind === "any" ? control.ways : [];
  const all = [...always, ...ways.flatMap((way) => way.steps)];
  const needs = [
    ...(value.needs ?? []),
    // Every sequence and race begins with the owner.
    ...(property ? ["owner", ...property.needs] : []),
    ...needsOf(always, service, value.session),
  ];
  const editions = editionsOf(source, file);
  const notIn = notInOf(source, file);
  return {
    id: value.id,
    title: value.title,
    level: value.level,
    service: service.name,
    operation: file.operation,
    statements: value.statements,
    ...(editions && { editions }),
    ...(notIn.length > 0 && { notIn }),
    source: {
      document: document.title,
      where: value.source,
      ...(document.url === undefined ? {} : { url: document.url }),
    },
    ...(value.explains === undefined ? {} : { explains: value.explains }),
    bindings: value.bindings ?? (value.invariant ? service : file.described)?.bindings ?? [],
    together: value["cross-binding"] ?? false,
    needs: [...new Set(needs)],
    needsAny: [...needsOfWays(all), ...(ways.length > 0 ? [ways.map((way) => way.needs)] : [])],
    effect: property?.effect ?? effectOf(all, service.operations),
    tags: value.tags ?? [],
    session: value.session ?? "shared",
    ...(value.alone === undefined ? {} : { alone: value.alone }),
    forEach: mapValues(value.forEach, (input) =>
      Array.isArray(input) ? input : generatorCall(input),
    ),
    forAll: mapValues(value.forAll, generatorCall),
    ...(value.maxRuns === undefined ? {} : { maxRuns: value.maxRuns }),
    steps,
    ...(value.invariant === undefined ? {} : { invariant: compileInvariant(value.invariant) }),
    ...(value.property === undefined ? {} : { property: value.property }),
    control,
    faults: value.faults ?? [],
    at: place.positionOf(["id"]),
  };
}

function compileControl({ value }: RuleSource, { service }: RuleFile): Control {
  const { control } = value;
  if (!control) return { kind: "none" };
  if ("within" in control) return { kind: "within", title: control.within };
  const compiled = ({ title, steps }: ControlSource) => ({
    title,
    steps: compileSteps(steps, service),
  });
  if (!("any" in control)) return { kind: "steps", ...compiled(control) };
  const ways = control.any.map(compiled);
  return {
    kind: "any",
    ways: ways.map((way) => ({ ...way, needs: needsOf(way.steps, service) })),
  };
}

/** Those that the rule names, else those that all of its statements have in common. */
function editionsOf(
  { value }: RuleSource,
  { statements }: RuleFile,
): readonly string[] | undefined {
  if (value.editions) return value.editions;
  return value.statements
    .flatMap((id) => (statements.get(id)?.editions ? [statements.get(id)?.editions ?? []] : []))
    .reduce<readonly string[] | undefined>(
      (common, own) => (common ? common.filter((name) => own.includes(name)) : own),
      undefined,
    );
}

/** Those that it names itself, and those that contradict one of its statements: it judges all of them. */
function notInOf({ value }: RuleSource, { statements }: RuleFile): readonly string[] {
  const inherited = value.statements.flatMap((id) => statements.get(id)?.notIn ?? []);
  return [...new Set([...(value.notIn ?? []), ...inherited])];
}

function mapValues<T>(
  record: Readonly<Record<string, JsonValue>> | undefined,
  map: (value: JsonValue) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, map(value)]));
}
