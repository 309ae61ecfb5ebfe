import { isWhollyJudged } from "../src/model/how-judged.ts";
import type { Judged } from "../src/model/report.ts";
import { thousands } from "./text/count.ts";

/** `23/160`: how many MUST rules were judged, of all that there are. */
export function judgedRatio({ must, all, more }: Judged): string {
  return `${must}/${all}${more ? "+" : ""}`;
}

/** `23 of 160 MUST rules judged`; for a reader who sees nothing else. */
export function judgedShortly({ must, all, more }: Judged): string {
  const of = more ? `at least ${thousands(all)}` : thousands(all);
  return `${thousands(must)} of ${of} MUST rules judged`;
}

/** How many MUST rules were judged, whatever they say; not how many hold. */
export function judgedWords(judged: Judged): string {
  const { must, applicable, all, more } = judged;
  if (all === 0 && !more) return "there is no MUST rule";
  if (must === 0) return `no MUST rule was judged (${judgedRatio(judged).replace("/", " of ")})`;
  if (isWhollyJudged(judged)) {
    return all === 1
      ? "the one MUST rule was judged"
      : `all ${thousands(all)} MUST rules were judged`;
  }
  return applicable === all && !more
    ? `${thousands(must)} of ${thousands(all)} MUST rules were judged`
    : `${thousands(must)} of ${thousands(applicable)} applicable MUST rules were judged, ${ofAll(judged)}`;
}

/** Of a target that has not one rule in its report. */
export function nothingWords({ all }: Judged): string {
  return `nothing was judged${all > 0 ? ` of ${all === 1 ? "one" : thousands(all)} MUST ${all === 1 ? "rule" : "rules"}` : ""}`;
}

/** What a target that conforms keeps: `all 160 MUST rules were judged and hold`, but for those known to fail. */
export function keptWords(judged: Judged, known: number): string {
  const { must, applicable, all } = judged;
  const holding = must - known;
  const failing =
    known > 0 ? `, ${thousands(known)} ${known === 1 ? "is" : "are"} known to fail` : "";
  if (!isWhollyJudged(judged)) {
    return `${thousands(holding)} of ${thousands(applicable)} applicable MUST rules hold${failing}, ${ofAll(judged)}`;
  }
  const rules = all === 1 ? "the one MUST rule was" : `all ${thousands(all)} MUST rules were`;
  if (known === 0) return `${rules} judged and ${all === 1 ? "holds" : "hold"}`;
  return `${rules} judged, ${thousands(holding)} ${holding === 1 ? "holds" : "hold"}${failing}`;
}

/** Said where fewer were judged than was asked for. */
export function shortfallWords({ must, all, least = 0 }: Judged): string {
  return `${thousands(must)} of ${thousands(all)} MUST rules were judged (${percentOf(must, all)}), fewer than the ${least}% that were asked for`;
}

/** Rounded down to tenths: never more than it is. */
function percentOf(n: number, all: number): string {
  const tenths = 10;
  const percent = 100;
  return `${Math.floor((n / all) * percent * tenths) / tenths}%`;
}

function ofAll({ all, more }: Judged): string {
  return more ? `of at least ${thousands(all)} in all` : `of ${thousands(all)} in all`;
}
