import { startRudeServer } from "../rude/rude-server.ts";
import { mixed } from "./mixed-server.ts";

/** In a process of its own: answers the parent with the targets file that names it; ends with it. */
const POLITE_FIRST = 2_000;
/** Of a request; slow answers are there to be given up. */
const TIMEOUT_MS = 1_500;

const server = await startRudeServer({ act: mixed(Number(process.argv[2] ?? 1)) }, POLITE_FIRST);
const { targets } = server.targets as { readonly targets: { readonly rude: object } };
const limits = { timeoutMs: TIMEOUT_MS };
process.send?.({ targets: { acme: { ...targets.rude, limits } } });
const stop = (): void => {
  process.send?.({ requests: server.arrivals.length, elsewhere: server.elsewhere() });
  void server.close().then(() => process.exit(0));
};
process.once("message", stop);
process.once("disconnect", () => process.exit(0));
// Kept for each request, it would be all that grows here.
setInterval(() => undefined, 1_000);
