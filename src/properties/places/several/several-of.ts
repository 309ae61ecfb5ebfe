import type { Place, Several, Way } from "../../../model/service.ts";
import { type CaseState, StopCase } from "../../../run/case/case-state.ts";
import { offers } from "../../offers.ts";
import { placeOf } from "../place-of.ts";

/** Each way to do something with one of several places that the target offers. */
export interface SpotWays extends Pick<Place, "writes">, Omit<Several, "opens"> {
  readonly opens: Several["opens"];
}

/**
 * The places that the rule's operation reads, where there are several.
 *
 * @throws StopCase where the target has no way to write them, to read them or to make their folders
 */
export function severalOf(state: CaseState): SpotWays {
  const { open, rule } = state;
  const several = open.services[rule.service]?.places[rule.operation]?.several;
  if (!several)
    throw new Error(`the service file has not several places that ${rule.operation} reads`);
  const isOffered = ({ calls }: Way): boolean => offers(state, ...calls.map(({ call }) => call));
  const { writes, reads } = placeOf(state);
  const ways = {
    ...several,
    writes,
    reads: [...reads, ...several.reads.filter(isOffered)],
    looks: several.looks.filter(isOffered),
    removes: several.removes.filter(isOffered),
    wholes: several.wholes.filter(isOffered),
  };
  const opens = offers(state, ...several.opens.map(({ call }) => call));
  if (!opens || ways.writes.length === 0 || ways.reads.length === 0) {
    throw new StopCase("unavailable", "the target offers no way to write places and read them");
  }
  return ways;
}
