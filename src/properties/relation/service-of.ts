import type { CaseState } from "../../run/case/case-state.ts";
import { wireServiceOf } from "../../run/service/wire-service.ts";
import { SetUpError } from "../../run/target/sessions.ts";
import type { WireService } from "../../wire/encode/wire-request.ts";

/** The service of the rule, on the case's target. */
export function serviceOf({ open, rule }: CaseState): WireService {
  const service = open.target.services[rule.service];
  if (!service) throw new SetUpError(`the target does not offer ${rule.service}`);
  return wireServiceOf(open.services[rule.service], service);
}
