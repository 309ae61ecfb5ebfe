import { expect, test } from "vitest";
import { toolVersion } from "../../src/config/files/tool-version.ts";
import { startRudeServer } from "./rude-server.ts";
import { visit } from "./visit.ts";

/** Calls over kept connections, raw bytes, bodies in halves, and connections that are cut. */
const RULES = [
  "inforouter.delete-upload-handler.twice",
  "inforouter.delete-upload-handler.amid-chunk",
  "inforouter.delete-upload-handler.leaves-no-file",
  "inforouter.delete-upload-handler.survives-broken-http",
  "inforouter.delete-upload-handler.tolerated-requests",
  "apidatatools.delete-upload.repeat",
];
const RATE = 60;
const CONCURRENCY = 4;
const SECOND_MS = 1000;

test("a run with --rate sends no more in any second, whatever it sends, and says who it is", async () => {
  const server = await startRudeServer({ act: () => undefined }, Number.POSITIVE_INFINITY);
  try {
    const args = ["--rate", String(RATE), "--concurrency", String(CONCURRENCY), "--timeout", "20s"];
    const { exit, report, stderr } = await visit(server.targets, { rules: RULES, args });
    expect({ exit, stderr }).toMatchObject({ exit: 0 });
    const { arrivals } = server;
    expect(arrivals.length).toBeGreaterThan(2 * RATE);
    // What is late on the way comes together with what follows: no more than are in flight.
    const most = RATE + 1 + 2 * CONCURRENCY;
    for (const { at } of arrivals) {
      const inASecond = arrivals.filter((other) => other.at >= at && other.at < at + SECOND_MS);
      expect(inASecond.length).toBeLessThanOrEqual(most);
    }
    const agents = new Set(arrivals.map(({ userAgent = "none" }) => userAgent));
    expect([...agents].sort()).toEqual([
      `assay/${toolVersion()} (conformance test)`,
      `assay/${toolVersion()} (conformance test; ${report?.run.id})`,
    ]);
  } finally {
    await server.close();
  }
});
