import { byteWords } from "../src/model/byte-words.ts";
import type { BytePlan, CasePlan } from "../src/model/case-plan.ts";
import { count, thousands } from "./text/count.ts";
import { formatDuration } from "./text/format-duration.ts";

/** What a run took of all cases, and why, in one line; the operations that were slow included. */
export function planWords(plan: CasePlan): string {
  const { cases, of, requestMs, bytes } = plan;
  if (!bytes) return caseWords(plan);
  // Without a time and with all cases there is nothing else to tell.
  const isOfBytes = requestMs === undefined && cases === of;
  return [...(isOfBytes ? [] : [caseWords(plan)]), bytesWords(bytes)].join("; ");
}

/** What was left out so that no more was sent than the target allows. */
function bytesWords({ budget, all, planned, fewer, leftOut }: BytePlan): string {
  const [less, none] = [Object.keys(fewer).length, Object.keys(leftOut).length];
  const left = [
    ...(less > 0
      ? [`${count(less, "rule over a binding", "rules over a binding")} with fewer cases`]
      : []),
    ...(none > 0 ? [`${thousands(none)} not judged`] : []),
  ];
  const share = `about ${byteWords(planned)} of ${byteWords(all)} are sent, because ${byteWords(budget)} may be`;
  return left.length > 0 ? `${share}: ${left.join(", ")}` : share;
}

function caseWords({ cases, of, requestMs, allMs, longest, slow = {} }: CasePlan): string {
  const share = `${thousands(cases)} of ${count(of, "case")} for each property`;
  const names = Object.entries(slow).map(([key, times]) => {
    const took =
      requestMs === undefined ? `as long as ${times}` : formatDuration(times * requestMs);
    return `${key.slice(key.indexOf("/") + 1)} ${took}`;
  });
  if (requestMs === undefined || allMs === undefined) return `${share}, as it was asked for`;
  const all = `all would take ${formatDuration(allMs)}`;
  if (cases === of) {
    const long = longest === undefined ? [] : ["the longest rules"];
    const slowly = names.length > 0 ? [`what is slow (${names.join(", ")})`] : [];
    const left = [...long, ...slowly];
    if (left.length > 0) return `all cases but of ${left.join(" and ")}; ${all}`;
  }
  const slowly = names.length > 0 ? ` (${names.join(", ")})` : "";
  const why = `a request takes ${formatDuration(requestMs)}${slowly}`;
  return `${share}, because ${why}; ${all}`;
}
