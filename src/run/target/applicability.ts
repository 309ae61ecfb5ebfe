import { announcedAs } from "../../judge/answer/names-in.ts";
import type { Binding } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import type { Capability, DescribedTarget } from "../../model/service.ts";
import { settingAt } from "../../model/settings.ts";
import type { ServiceTarget, Target } from "../../model/target.ts";
import { isNotOffered } from "./lacks.ts";

/** Why a rule does not apply to a target over a binding, in one sentence; undefined when it does. */
export function whyNotApplicable(
  rule: Rule,
  described: DescribedTarget,
  bindings: readonly Binding[],
): string | undefined {
  const { target } = described;
  const service = target.services[rule.service];
  if (!service) return `the target does not offer the service ${rule.service}`;
  const offered: readonly Binding[] = bindingsOf(rule.service, target);
  const lacking = bindings.filter((binding) => !offered.includes(binding));
  if (lacking.length > 0) return `the target does not offer ${lacking.join(", ")}`;
  const unsafe = whyNotSafe(rule, target);
  if (unsafe !== undefined) return unsafe;
  // First what is absent: no further field of the target would make up for it.
  const isAbsent = (need: string): boolean => service.operations.absent.includes(need);
  // What a property sends is calls of the rule's own operation.
  const all = rule.property === undefined ? rule.needs : [...rule.needs, rule.operation];
  const needs = [...all.filter(isAbsent), ...all.filter((one) => !isAbsent(one))];
  for (const need of needs) {
    const lacking = whatLacks(need, rule.service, described);
    if (lacking) return `the target ${lacking}`;
  }
  for (const ways of rule.needsAny) {
    const lacking = ways.map((needs) => firstLacking(needs, rule.service, described));
    if (lacking.every((one) => one !== undefined)) {
      return `the target ${[...new Set(lacking)].join("; it ")}`;
    }
  }
  return undefined;
}

/** Why the safety of a target leaves a rule out; undefined where it does not. */
export function whyNotSafe(
  { effect, tags }: Pick<Rule, "effect" | "tags">,
  { safety }: Pick<Target, "safety">,
): string | undefined {
  if (safety === "read-only" && effect === "creates") {
    return "the safety of the target is read-only, and the rule creates something";
  }
  if (tags.includes("hostile") && safety !== "full") {
    return "the safety of the target is not full, and the rule sends hostile input";
  }
  return undefined;
}

/** What keeps a target from offering all of some needs, continuing "the target …"; undefined when nothing. */
export function firstLacking(
  needs: readonly string[],
  service: Rule["service"],
  described: DescribedTarget,
): string | undefined {
  for (const need of needs) {
    if (isNotOffered(described.target, service, need)) return `does not offer ${need}`;
    const lacking = whatLacks(need, service, described);
    if (lacking) return lacking;
  }
  return undefined;
}

/** As the target itself declares, or its server announces. */
function whatLacks(
  need: string,
  service: Rule["service"],
  { target, services }: DescribedTarget,
): string | undefined {
  const entry = target.services[service];
  if (entry?.operations.absent.includes(need)) return `does not offer ${need}`;
  const capabilities = services[service]?.capabilities ?? {};
  const capability = Object.hasOwn(capabilities, need) ? capabilities[need] : undefined;
  if (!capability || isThere(capability, entry)) return undefined;
  const { settings, missing } = capability;
  const announced = announcedAs(capability);
  if (settings.length === 0) return `does not announce ${announced}`;
  return `declares no ${missing}${announced === undefined ? "" : `, and does not announce ${announced}`}`;
}

/**
 * Which operation that a rule needs was found not to be offered, though it is not declared absent: then
 * nothing can be said. Undefined when there is none, or where there is another way.
 */
export function whyNotOffered(
  { needs, needsAny, service }: Rule,
  described: DescribedTarget,
): string | undefined {
  const notOffered = (all: readonly string[]): string | undefined =>
    all.find((need) => isNotOffered(described.target, service, need));
  const closed = needsAny.filter((ways) =>
    ways.every((way) => firstLacking(way, service, described) !== undefined),
  );
  const missing = notOffered(needs) ?? notOffered(closed.flat(2));
  return missing === undefined ? undefined : `${missing} is not offered`;
}

/** The bindings that a target offers for a service. */
export function bindingsOf(service: Rule["service"], target: Target): readonly Binding[] {
  return target.services[service]?.bindings ?? [];
}

/** What a target does not declare, of all that rules can need; in the words of {@link whyNotApplicable}. */
export function whatIsMissing(described: DescribedTarget): readonly string[] {
  return Object.keys(described.target.services).flatMap((name) =>
    Object.entries(described.services[name]?.capabilities ?? {}).flatMap(([, capability]) =>
      isThere(capability, described.target.services[name])
        ? []
        : [`${name}: no ${capability.missing}`],
    ),
  );
}

/** What is announced counts as there until the server was asked. */
function isThere(capability: Capability, entry: ServiceTarget | undefined): boolean {
  if (capability.settings.some((path) => Boolean(settingAt(entry, path)))) return true;
  const name = announcedAs(capability);
  if (name === undefined) return false;
  return entry?.operations.announced?.includes(name.toLowerCase()) ?? true;
}
