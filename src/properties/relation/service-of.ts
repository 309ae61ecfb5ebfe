import type { ServiceTarget } from "../../model/target.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { SetUpError } from "../../run/target/sessions.ts";

/** The service of the rule, on the case's target. */
export function serviceOf({ open, rule }: CaseState): ServiceTarget {
  const service = open.target.services[rule.service];
  if (!service) throw new SetUpError(`the target does not offer ${rule.service}`);
  return service;
}
