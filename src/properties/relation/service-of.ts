import type { InfoRouterTarget } from "../../model/target.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { SetUpError } from "../../run/target/sessions.ts";

/** The infoRouter of the case's target. */
export function serviceOf({ open }: CaseState): InfoRouterTarget {
  const service = open.target.services.inforouter;
  if (!service) throw new SetUpError("the target does not offer inforouter");
  return service;
}
