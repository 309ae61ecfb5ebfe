import type { Operation } from "../model/operation.ts";
import type { Control, GeneratorCall, Rule, Step } from "../model/rule.ts";
import type { ServiceName } from "../model/target.ts";
import type { Plain } from "../model/value.ts";
import { checkStep } from "./check-step.ts";
import type { Problems } from "./collect-problems.ts";
import type { Service } from "./compile-service.ts";
import { compileSteps, type StepCompiler } from "./compile-steps.ts";
import { checkGenerator, type GeneratorInfo, generatorCall } from "./generator-call.ts";
import { effectOf, needsOf } from "./needs.ts";
import { PREDEFINED } from "./predefined.ts";
import type { RuleSource } from "./rule-source.ts";
import { unknownName } from "./unknown-name.ts";

/** The file that a rule belongs to. */
export interface RuleFile {
  readonly service: Service;
  readonly operation: string;
  readonly document: { readonly title: string; readonly url?: string };
  readonly statements: ReadonlySet<string>;
  readonly generators: ReadonlyMap<string, GeneratorInfo>;
}

/**
 * A rule with its fixtures written out, its defaults filled in and every name checked: operations,
 * parameters, generators, statements, references. What is wrong goes to `problems`.
 */
export function compileRule(
  { value, place }: RuleSource,
  file: RuleFile,
  problems: Problems,
): Rule {
  const { service } = file;
  const operation = service.operations[file.operation];
  const at = place.positionOf(["id"]);
  const prefix = `${service.name}.${kebab(file.operation)}.`;
  if (!value.id.startsWith(prefix)) {
    problems.add({ message: `the id "${value.id}" does not begin with "${prefix}"`, at });
  }
  value.statements.forEach((id, index) => {
    if (file.statements.has(id)) return;
    problems.add(
      unknownName("statement", id, [...file.statements], place.positionOf(["statements", index])),
    );
  });

  const inputs = new Set([...Object.keys(value.forEach ?? {}), ...Object.keys(value.forAll ?? {})]);
  const steps = compileBranch(value.steps, ["steps"], inputs);
  const control = compileControl();
  const all = control.kind === "steps" ? [...steps, ...control.steps] : steps;
  const { bindings: documented = [] } = operation ?? {};

  return {
    id: value.id,
    title: value.title,
    level: value.level,
    service: service.name as ServiceName,
    operation: file.operation,
    statements: value.statements,
    source: {
      document: file.document.title,
      where: value.source,
      ...(file.document.url === undefined ? {} : { url: file.document.url }),
    },
    bindings: value.bindings ?? documented,
    together: value.together ?? false,
    needs: [
      ...new Set([...(value.needs ?? []), ...needsOf(all, service.operations, value.session)]),
    ],
    effect: effectOf(all, service.operations),
    tags: value.tags ?? [],
    session: value.session ?? "shared",
    forEach: mapValues(value.forEach, (source, name) =>
      Array.isArray(source) ? source : generator(source, ["forEach", name], true),
    ),
    forAll: mapValues(value.forAll, (source, name) => generator(source, ["forAll", name], false)),
    ...(value.maxRuns === undefined ? {} : { maxRuns: value.maxRuns }),
    steps,
    control,
    faults: value.faults ?? [],
    at,
  };

  function generator(source: Plain, path: readonly string[], table: boolean): GeneratorCall {
    const call = generatorCall(source);
    checkGenerator(call, file.generators, table, place.positionOf(path), problems);
    return call;
  }

  function compileControl(): Control {
    if (!value.control) return { kind: "none" };
    if ("within" in value.control) return { kind: "within", title: value.control.within };
    const { title } = value.control;
    const inner = compileBranch(value.control.steps, ["control", "steps"], new Set());
    return { kind: "steps", title, steps: inner };
  }

  /** Compiles one list of steps; what a step saves is known to those after it. */
  function compileBranch(
    source: RuleSource["value"]["steps"],
    path: readonly string[],
    names: ReadonlySet<string>,
  ): readonly Step[] {
    const known = new Set([...PREDEFINED, ...names]);
    const compiler: StepCompiler = {
      fixtures: service.fixtures,
      unknownFixture: (name, at) =>
        problems.add(
          unknownName("fixture", name, Object.keys(service.fixtures), place.positionOf(at)),
        ),
      seen: (step, at) => {
        checkStep(step, at, { place, known, operations: service.operations, problems });
        if (step.kind !== "call") return;
        for (const name of Object.keys(step.save)) known.add(name);
        if (step.saveAnswer) known.add(step.saveAnswer);
      },
    };
    return compileSteps(source, path, compiler);
  }
}

/** `DeleteUploadHandler` as it stands in ids: `delete-upload-handler`. */
export function kebab(operation: Operation["name"]): string {
  return operation.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

function mapValues<T>(
  record: Readonly<Record<string, Plain>> | undefined,
  map: (value: Plain, key: string) => T,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record ?? {}).map(([key, value]) => [key, map(value, key)]),
  );
}
