import type { NullServer } from "./bench.ts";
import { judgeAll } from "./judge-all.ts";
import { type ProofContext, rulesOf } from "./proof-context.ts";
import {
  ENTRANCES,
  type Entrance,
  type JobResult,
  type JudgedUnit,
  type NullServerJob,
} from "./proof-job.ts";
import { withTarget } from "./with-target.ts";

/** Nothing that a null server says depends on the seed, but the recording of a run needs another. */
const SEED = 1;
const SEED_OF_RECORDING = 2;
/** Cases for each property while answers are recorded: one answer of each operation is kept. */
const RECORDED = { runs: 1, shrink: false };
/** Few, so that a rule has few chances to fail: it must be its control that keeps it from passing. */
const JUDGED = { runs: 3, shrink: false };
const TIMEOUT_MS = 10_000;
/** Long enough for an answer on the same machine; nobody has to wait for servers that never answer. */
const TIMEOUT_OF_SILENCE_MS = 500;
const SILENT: readonly string[] = ["hang", "close"];

/** Judges a server that knows nothing, by one entrance after the other. */
export async function doNullServerJob(
  job: NullServerJob,
  context: ProofContext,
): Promise<JobResult> {
  const { server: name } = job;
  const server = await context.bench.startNull(name);
  try {
    if (name === "frozen-replay") await record(server, job.rules, context);
    const timeoutMs = SILENT.includes(name) ? TIMEOUT_OF_SILENCE_MS : TIMEOUT_MS;
    const units: (JudgedUnit & { readonly entrance: Entrance })[] = [];
    for (const entrance of ENTRANCES) {
      const target = server.target(context.specs, entrance, timeoutMs);
      const judged = await withTarget({ target, context, seed: SEED }, (open) =>
        judgeAll(open, rulesOf(context, job.rules), JUDGED, context),
      );
      units.push(...judged.map((unit) => ({ ...unit, entrance })));
    }
    return { kind: "null-server", server: name, units };
  } finally {
    await server.close();
  }
}

/** A whole run whose answers the server keeps; after it, it says nothing else. */
async function record(
  server: NullServer,
  rules: readonly string[],
  context: ProofContext,
): Promise<void> {
  const target = server.target(context.specs, "login", TIMEOUT_MS);
  await withTarget({ target, context, seed: SEED_OF_RECORDING }, (open) =>
    judgeAll(open, rulesOf(context, rules), RECORDED, context),
  );
  server.freeze();
}
