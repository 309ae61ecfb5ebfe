import type { Samples } from "../../model/service.ts";
import type { CaseState } from "../../run/case/case-state.ts";

/** The samples of the rule's operation; a rule about an operation without any is a mistake of the rule files. */
export function samplesOf({ open, rule }: CaseState): Samples {
  const found = open.services[rule.service]?.samples[rule.operation];
  if (!found) throw new Error(`the service file has no samples of ${rule.operation}`);
  return found;
}
