import { UsageError } from "../model/errors.ts";
import type { Rule } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { servicesOf } from "../run/target/services-of.ts";

/**
 * Nothing could be judged where no target has a service that a selected rule is about.
 *
 * @throws UsageError (`service-not-offered`)
 */
export function requireService(rules: readonly Rule[], targets: readonly Target[]): void {
  const asked = [...new Set(rules.map(({ service }) => service))];
  const offered = new Set(targets.flatMap(servicesOf));
  if (asked.length === 0 || targets.length === 0 || asked.some((one) => offered.has(one))) return;
  const names = targets.map(({ name }) => `"${name}"`).join(", ");
  const verb = targets.length === 1 ? "does not offer" : "do not offer";
  const message = `${names} ${verb} the service ${asked.join(" or ")}, which the selected rules are about`;
  const hint = `declare it under "services" of the target, or select other rules`;
  throw new UsageError("service-not-offered", [{ message, hint }]);
}
