import { expect, test } from "vitest";
import { sampled } from "../sampled.ts";
import { BODIES } from "./bodies.ts";
import { BROKEN_HTTP } from "./broken-http.ts";
import { brokenPromises } from "./broken-promises.ts";
import { CONNECTIONS } from "./connections.ts";
import { MANNERS } from "./manners.ts";
import { startRudeServer } from "./rude-server.ts";
import { visit } from "./visit.ts";

const ALL = [...CONNECTIONS, ...BROKEN_HTTP, ...BODIES, ...MANNERS];
const SOON = 40;

/** One of each kind; `npm run rude` goes through all of them. */
const SOME: readonly (readonly [name: string, begins: "atOnce" | "halfWay"])[] = [
  ["nobody listens", "atOnce"],
  ["resets in the middle of a body", "halfWay"],
  ["restarts, and has forgotten everything", "halfWay"],
  ["writes a chunk size that is none", "halfWay"],
  ["answers with an entity bomb", "atOnce"],
  ["answers every third call with 500", "halfWay"],
  ["limits the rate (429)", "atOnce"],
];
/** A call, a sequence, a race, raw bytes, and the other service. */
const RULES = [
  "inforouter.delete-upload-handler.twice",
  "inforouter.delete-upload-handler.ended-session",
  "inforouter.delete-upload-handler.together",
  "inforouter.delete-upload-handler.leaves-no-file",
  "apidatatools.delete-upload.repeat",
];

test.each(sampled(SOME, { oneIn: 4, name: String }))(
  "a server that %s (%s) keeps no run from a right end",
  async (name, begins) => {
    const rude = ALL.find((one) => one.name === name);
    const promised = rude?.[begins];
    if (!rude || !promised) throw new Error(`there is no ${name} that begins ${begins}`);
    const server = await startRudeServer(rude, begins === "atOnce" ? 0 : SOON);
    try {
      const outcome = await visit(server.targets, { rules: RULES });
      expect(brokenPromises(outcome, promised, server.elsewhere())).toEqual([]);
      if (name.includes("limits the rate")) {
        expect(outcome.report?.targets[0]?.throttled).toBeGreaterThan(0);
      }
    } finally {
      await server.close();
    }
  },
);
