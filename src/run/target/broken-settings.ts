import type { Binding } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import type { DescribedTarget } from "../../model/service.ts";
import { withoutSetting } from "../../model/settings.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import type { BrokenCapabilities } from "../service/adapter.ts";
import { firstLacking, whyNotApplicable, whyNotOffered } from "./applicability.ts";
import type { RecordedTarget } from "./target-parts.ts";

/** What each service of a target declares and is not there. */
export type BrokenSettings = Readonly<Record<ServiceName, BrokenCapabilities>>;

/**
 * Tries the settings that rules need and that only the server can tell wrong: what they name is no fault
 * of the server.
 *
 * @param target the open one, as it is known to offer operations
 * @param rules those of services that can be reached
 */
export async function brokenSettings(
  open: RecordedTarget,
  target: Target,
  rules: readonly Rule[],
): Promise<BrokenSettings> {
  const broken: Record<ServiceName, BrokenCapabilities> = {};
  for (const service of Object.keys(target.services)) {
    const own = rules.filter((rule) => rule.service === service);
    const adapter = open.adapters.get(service);
    if (adapter?.trySettings) broken[service] = await adapter.trySettings(open, target, own);
  }
  return broken;
}

/** What is not there by one or by the other. */
export function bothOf(one: BrokenSettings, other: BrokenSettings): BrokenSettings {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].map((name) => [name, { ...one[name], ...other[name] }]));
}

/** The target as if it did not declare what is broken: what can do without does. */
export function withoutBroken(
  { target, services }: DescribedTarget,
  broken: BrokenSettings,
): Target {
  const sound = Object.entries(target.services).map(([name, entry]) => {
    const capabilities = services[name]?.capabilities ?? {};
    const paths = Object.keys(broken[name] ?? {}).flatMap(
      (capability) => capabilities[capability]?.settings ?? [],
    );
    return [name, paths.reduce(withoutSetting, entry)] as const;
  });
  return { ...target, services: Object.fromEntries(sound) };
}

/**
 * Why nothing can be said of a rule that needs what is broken; undefined where it does not, and where it
 * would not have been judged without that.
 *
 * @param described as it is declared and known to offer operations
 */
export function whyBroken(
  rule: Rule,
  bindings: readonly Binding[],
  described: DescribedTarget,
  broken: BrokenSettings,
): string | undefined {
  const reason = brokenNeed(rule, described, broken);
  if (reason === undefined) return undefined;
  const isLeftOut = whyNotApplicable(rule, described, bindings) ?? whyNotOffered(rule, described);
  return isLeftOut === undefined ? reason : undefined;
}

function brokenNeed(
  { needs, needsAny, service }: Rule,
  described: DescribedTarget,
  broken: BrokenSettings,
): string | undefined {
  const whole = { ...described, target: withoutBroken(described, broken) };
  const closed = needsAny.filter((ways) =>
    ways.every((way) => firstLacking(way, service, whole) !== undefined),
  );
  for (const [capability, reason] of Object.entries(broken[service] ?? {})) {
    if ([...needs, ...closed.flat(2)].includes(capability)) return reason;
  }
  return undefined;
}
