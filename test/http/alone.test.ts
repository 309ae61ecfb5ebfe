import type { RequestListener } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { runHttp, toldBy } from "./run-http.ts";

const SERVICE = `
operations:
  Ask:
    bindings: [rest]
    answer: json
    http: { method: GET, path: "/ask/{what}" }
    parameters:
      what: { type: string, in: path }
`;
const ask = (what: string) => `
forEach: { what: [${what}1, ${what}2, ${what}3, ${what}4] }
steps:
  - call: Ask
    with: { what: $what }
    then: { status: 200 }
  - call: Ask
    with: { what: $what }
    then: { status: 200 }
`;

/** Takes its time, and notes what was asked for beside each other. */
function server(beside: Set<string>): RequestListener {
  const inside: string[] = [];
  return async ({ url = "" }, response) => {
    inside.push(url);
    for (const one of inside) for (const other of inside) beside.add(`${one} ${other}`);
    await delay(5);
    inside.splice(inside.indexOf(url), 1);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  };
}

test("a case of a rule that says alone runs while no other does", async () => {
  const beside = new Set<string>();
  const rules = {
    quiet: `alone: true\n${ask("q")}`,
    one: ask("a"),
    two: ask("b"),
  };
  const run = await runHttp({ service: SERVICE, operation: "Ask", rules }, server(beside));
  expect(toldBy(run)).toEqual({ quiet: "pass", one: "pass", two: "pass" });
  const pairs = [...beside].map((pair) => pair.split(" ")).filter(([one, other]) => one !== other);
  expect(pairs.length).toBeGreaterThan(0);
  expect(pairs.flat().filter((url) => url.startsWith("/ask/q"))).toEqual([]);
});
