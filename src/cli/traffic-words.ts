import { count } from "../../reporters/text/count.ts";
import { visible } from "../../reporters/text/visible.ts";
import type { ProxiedTraffic } from "../proxy/proxy-session.ts";
import type { JudgedTraffic } from "../traffic/judge-traffic.ts";
import type { Unjudged } from "../traffic/seen-exchange.ts";

const WHY: Readonly<Record<Unjudged, string>> = {
  "no-call": "no call of an operation",
  unusual: "not a call as the documents have it",
  "not-whole": "answered, broken off or recorded before it was whole",
  unclear: "not clear HTTP/1.1",
  "too-long": "an answer too long to keep, or packed in a way that cannot be read",
  away: "answered by what stands before the operation (such as 302, 413, 429, 503)",
};

/** How much traffic there was, and what of it was not judged, one reason a line. */
export function trafficWords(traffic: ProxiedTraffic): string {
  const { connections, unreached } = traffic;
  const failed = `  ${count(unreached.times, "connection")} to the server failed: ${visible(unreached.why)}\n`;
  return `${count(connections, "connection")}, ${exchangeWords(traffic)}${unreached.times === 0 ? "" : failed}`;
}

/** How many exchanges there were, and why some were not judged. */
export function exchangeWords({ calls, unjudged }: JudgedTraffic): string {
  const judged = Object.values(calls).reduce((sum, one) => sum + one, 0);
  const others = Object.entries(unjudged) as readonly (readonly [Unjudged, number])[];
  const all = others.reduce((sum, [, times]) => sum + times, judged);
  const lines = [
    `${count(all, "exchange")}, ${judged} of them judged`,
    ...others.map(([why, times]) => `  ${times} not judged: ${WHY[why]}`),
  ];
  return `${lines.join("\n")}\n`;
}
