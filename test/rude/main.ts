import { BODIES } from "./bodies.ts";
import { BROKEN_HTTP } from "./broken-http.ts";
import { brokenPromises } from "./broken-promises.ts";
import { CONNECTIONS } from "./connections.ts";
import { MANNERS } from "./manners.ts";
import { startRudeServer } from "./rude-server.ts";
import type { Promised, Rudeness } from "./rudeness.ts";
import { countsOf, reasonsOf, visit } from "./visit.ts";

/** Requests that are answered as they should be before a server turns rude: the middle of a run. */
const HALF_WAY = 150;
const NAME_WIDTH = 48;
const REASON_WIDTH = 150;

/** Runs Assay against every rude server, prints what came of it, and fails where that is not as promised. */
const wanted = process.argv[2] ?? "";
let broken = 0;
process.stdout.write(
  `${"server".padEnd(NAME_WIDTH)} begins    exit     s   MiB  pass fail inconcl. n/a  elsewhere\n`,
);
for (const rude of [...CONNECTIONS, ...BROKEN_HTTP, ...BODIES, ...MANNERS]) {
  if (!rude.name.includes(wanted)) continue;
  if (rude.atOnce) await look(rude, "at once", 0, rude.atOnce);
  if (rude.halfWay) await look(rude, "half-way", HALF_WAY, rude.halfWay);
}
process.stdout.write(broken === 0 ? "all as promised\n" : `${broken} not as promised\n`);
process.exitCode = broken === 0 ? 0 : 1;

async function look(
  rude: Rudeness,
  begins: string,
  after: number,
  promised: Promised,
): Promise<void> {
  const server = await startRudeServer(rude, after);
  try {
    const outcome = await visit(server.targets, { rules: rude.rules });
    const problems = brokenPromises(outcome, promised, server.elsewhere());
    const { pass = 0, fail = 0, inconclusive = 0, ...others } = countsOf(outcome.report);
    const cells = [
      rude.name.padEnd(NAME_WIDTH),
      begins,
      String(outcome.exit).padStart(5),
      outcome.seconds.toFixed(1).padStart(5),
      (outcome.mib?.toFixed(0) ?? "?").padStart(5),
      String(pass).padStart(5),
      String(fail).padStart(4),
      String(inconclusive).padStart(8),
      String(others["not-applicable"] ?? 0).padStart(3),
      String(server.elsewhere()).padStart(10),
    ];
    process.stdout.write(`${cells.join(" ")}\n`);
    const [reason] = reasonsOf(outcome.report);
    if (reason !== undefined) process.stdout.write(`    ${reason.slice(0, REASON_WIDTH)}\n`);
    for (const problem of problems) process.stdout.write(`  ✘ ${problem}\n`);
    broken += problems.length > 0 ? 1 : 0;
  } finally {
    await server.close();
  }
}
