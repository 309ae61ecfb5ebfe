import type { Rule } from "../../model/rule.ts";
import { ownSteps } from "../compile/fixture-uses.ts";
import type { Problems } from "../source/collect-problems.ts";
import { predefinedNames } from "../source/known-names.ts";
import type { RuleSource } from "../source/rule-source.ts";
import type { StepSource } from "../source/step-source.ts";
import { checkControl } from "./check-control.ts";
import type { GeneratorInfo } from "./check-generator.ts";
import { checkInputs, checkInputsUsed } from "./check-inputs.ts";
import { checkInvariant } from "./check-invariant.ts";
import { checkRuleHead, type RuleHead } from "./check-rule-head.ts";
import { checkSteps } from "./check-steps.ts";
import { unknownName } from "./unknown-name.ts";

export interface RuleContext extends RuleHead {
  readonly generators: ReadonlyMap<string, GeneratorInfo>;
  readonly properties: ReadonlyMap<string, PropertyInfo>;
  /** Checks of answers beyond the built-in ones. */
  readonly checks: readonly string[];
}

/** What the compiler must know of a built-in property: what it needs of a target, and does to it. */
export interface PropertyInfo {
  readonly needs: readonly string[];
  readonly effect: Rule["effect"];
  /** It sends the samples of the operation: there have to be some. */
  readonly samples?: true;
  /** It writes and reads the place of the operation: there has to be one. */
  readonly places?: true;
}

/** Checks that a rule only names what there is, and that its verdict can come out either way. */
export function checkRule(source: RuleSource, context: RuleContext, problems: Problems): void {
  const { value, place } = source;
  const { service, generators, checks } = context;
  checkRuleHead(source, context, problems);
  const inputs = checkInputs(source, { generators, service }, problems);
  const used = new Set<string>();
  const common = {
    place,
    service,
    crossBinding: value["cross-binding"] ?? false,
    bindings: value.bindings ?? context.described?.bindings ?? [],
    carried: value.statements,
    editions: [...context.editions.keys()],
    checks,
    problems,
  };
  if (value.property !== undefined && !context.properties.has(value.property)) {
    const at = place.positionOf(["property"]);
    problems.add(unknownName("property", value.property, context.properties.keys(), at));
  }
  const { invariant } = value;
  const ofSteps = {
    ...common,
    role: invariant ? "invariant" : value.level === "MAY" ? "observation" : "rule",
    names: new Map([...predefinedNames(service), ...inputs]),
    used,
    unknownFixtures: new Set<string>(),
  } as const;
  checkSamples(source, context, problems);
  checkSteps(value.steps ?? [], ["steps"], ofSteps);
  checkControl(source, common);
  if (invariant) {
    checkInvariant(source, invariant, { ...ofSteps, names: predefinedNames(service) });
    return;
  }
  checkInputsUsed(source, used, problems);
  if (value.property === undefined) checkPurpose(source, problems);
}

/** A property that sends samples, or writes a place, has nothing to send where the service files have none. */
function checkSamples(
  { value, place }: RuleSource,
  { service, operation, described, properties }: RuleContext,
  problems: Problems,
): void {
  const property = properties.get(value.property ?? "");
  if (property?.places && described && !service.places[operation]) {
    problems.add({
      message: `${value.property} writes a place that ${operation} reads, and there is none`,
      at: place.positionOf(["property"]),
      hint: `add a place of ${operation} to a service file: how it is written, and how it is read`,
    });
  }
  if (!property?.samples || !described || service.samples[operation]) return;
  problems.add({
    message: `${value.property} sends the samples of its operation, and ${operation} has none`,
    at: place.positionOf(["property"]),
    hint: `add samples of ${operation} to a service file: a call that is accepted, and others`,
  });
}

/** A rule without a judged step passes on every server; a cross-binding one compares nothing without `each`. */
function checkPurpose({ value, place }: RuleSource, problems: Problems): void {
  const own = ownSteps(value.steps ?? []);
  const says = (test: (step: StepSource) => boolean) => own.some(test);
  const at = place.positionOf(["steps"]);
  const judges = says(({ then }) => then !== undefined);
  if (value.level === "MAY" && !judges && !says(({ observe }) => observe !== undefined)) {
    const hint = "add observe to a step, or then: whether it holds is reported";
    problems.add({ message: "the rule observes nothing", at, hint });
  }
  if (value.level !== "MAY" && !judges) {
    problems.add({ message: "the rule judges nothing", at, hint: "add then to a step" });
  }
  if (value.level !== "MAY" && judges && !(value.steps ?? []).some(alwaysJudges)) {
    problems.add({
      message: "the rule judges nothing where a target offers no way that judges",
      at,
      hint: "add then to a step outside any, or to every way of it",
    });
  }
  if (value["cross-binding"] && !says(({ over }) => over === "each")) {
    const message = "the rule is cross-binding, but none of its calls goes over: each binding";
    problems.add({ message, at, hint: "add over: each to the judged call" });
  }
}

/** Whether a step judges whichever way of an `any` is taken. */
function alwaysJudges({ then, any, steps = [] }: StepSource): boolean {
  return (
    then !== undefined ||
    steps.some(alwaysJudges) ||
    (any?.every((way) => way.some(alwaysJudges)) ?? false)
  );
}
