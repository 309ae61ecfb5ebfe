import { count } from "../../reporters/text/count.ts";
import { visible } from "../../reporters/text/visible.ts";
import type { ProxiedTraffic } from "../proxy/proxy-session.ts";
import type { Unjudged } from "../proxy/seen-exchange.ts";

const WHY: Readonly<Record<Unjudged, string>> = {
  "no-call": "no call of an operation",
  unusual: "not a call as the documents have it",
  "not-whole": "answered or broken off before it was whole",
  unclear: "not clear HTTP/1.1",
  "too-long": "an answer too long to keep, or packed in a way that cannot be read",
  away: "answered by what stands before the operation (such as 413, 429, 503)",
};

/** How much traffic there was, and what of it was not judged, one reason a line. */
export function trafficWords(traffic: ProxiedTraffic): string {
  const { connections, judged, unjudged, unreached } = traffic;
  const others = Object.entries(unjudged) as readonly (readonly [Unjudged, number])[];
  const all = others.reduce((sum, [, times]) => sum + times, judged);
  const lines = [
    `${count(connections, "connection")}, ${count(all, "exchange")}, ${judged} of them judged`,
    ...others.map(([why, times]) => `  ${times} not judged: ${WHY[why]}`),
    ...(unreached.times === 0
      ? []
      : [
          `  ${count(unreached.times, "connection")} to the server failed: ${visible(unreached.why)}`,
        ]),
  ];
  return `${lines.join("\n")}\n`;
}
