import { bindingRules } from "../../model/binding-rules.ts";
import type { Judged, RuleReport } from "../../model/report.ts";

/** What is known of the MUST rules of a target beside those that its report has. */
export interface NotHere {
  /** Those that the filters left out. */
  readonly unselected: number;
  /** Those that only other shards judge. */
  readonly elsewhere: number;
  /** Those that no exchange of recorded traffic is about; undefined where calls were made. */
  readonly unseen?: number | undefined;
  /** The part of all that has to be judged, in percent. */
  readonly least?: number | undefined;
}

/** How many MUST rules were judged, and of how many; all there are, selected or not. */
export function countJudged(
  rules: readonly RuleReport[],
  { unselected, elsewhere, unseen, least }: NotHere,
): Judged {
  const must = bindingRules(rules);
  const of = (...kinds: readonly RuleReport["verdict"][]): number =>
    must.filter(({ verdict }) => kinds.includes(verdict)).length;
  return {
    must: of("pass", "fail"),
    applicable: of("pass", "fail", "inconclusive"),
    all: must.length + unselected + elsewhere + (unseen ?? 0),
    ...(unselected > 0 ? { unselected } : {}),
    ...(elsewhere > 0 ? { elsewhere } : {}),
    ...(unseen === undefined ? {} : { unseen }),
    ...(least === undefined ? {} : { least }),
  };
}
