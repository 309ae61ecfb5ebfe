import type { Place, Way } from "../../model/service.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { offers } from "../offers.ts";

/** The place that the rule's operation reads, with the ways that the target offers. */
export function placeOf(state: CaseState): Place {
  const { open, rule } = state;
  const place = open.services[rule.service]?.places[rule.operation];
  if (!place) throw new Error(`the service file has no place that ${rule.operation} reads`);
  const isOffered = ({ calls }: Way): boolean => offers(state, ...calls.map(({ call }) => call));
  const { versions } = place;
  return {
    writes: place.writes.filter(isOffered),
    reads: place.reads.filter(isOffered),
    ...(versions && isOffered(versions) ? { versions } : {}),
  };
}
