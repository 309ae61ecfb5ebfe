import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { markOf } from "../../../model/payload-bytes.ts";
import { textAt } from "../../../model/settings.ts";
import { offers } from "../../../properties/offers.ts";
import { everyOne } from "../../../properties/relation/every-one.ts";
import { type CaseState, StopCase } from "../../../run/case/case-state.ts";
import type { Property } from "../../../run/case/property.ts";
import { recordJudgement } from "../../../run/case/record-judgement.ts";
import { INFOROUTER } from "../name.ts";
import { listing, unreadable } from "./leak/listing.ts";
import { type Marks, tracesIn } from "./leak/traces-in.ts";
import { accepted, sendOf, WAYS, type Way } from "./leak/ways.ts";

/** How often each way is gone, one upload after the other. */
const ROUNDS = 2;
/** Bytes; enough that half a chunk holds what it is known by. */
const CHUNK_BYTES = 4000;
/** No other case sends chunks with seeds from here on. */
const FIRST_SEED = 7_000_000;
/** Servers may tidy up behind their answer: so long, looked at so often. */
const PATIENCE_MS = 300;
const PAUSE_MS = 25;

/** Looks behind the server, with the staging probe. */
export const stagedFiles: Property = {
  name: "leak-staged-files",
  title: "However an upload ends, nothing of it stays in the staging directory.",
  explanation: {
    generates: [
      "all ways to end an upload that are about the operation of the rule, in one case",
      `for DeleteUploadHandler: ${namesOf("DeleteUploadHandler")}`,
      `for UploadFileChunk: ${namesOf("UploadFileChunk")}`,
      `for UploadDocumentWithHandler: ${namesOf("UploadDocumentWithHandler")}`,
    ],
    sends: [
      `for each way, ${ROUNDS} times: CreateUploadHandler, a chunk with bytes of its own, and the way to end it`,
      "a look into the staging directory before the end, which has to find a file of that upload, and one after it",
    ],
    demands: [
      {
        text: `within ${PATIENCE_MS} ms no file is left that has the handler in its name or the bytes of the chunk in it`,
      },
    ],
  },
  // Without UploadFileChunk it looks at the file that a server stages at once, where it does.
  needs: ["CreateUploadHandler", "DeleteUploadHandler", "staging-probe"],
  effect: "creates",
  inputs: () => fc.record({ ways: everyOne(WAY_NAMES) }),
  run: async ({ ways }, state) => {
    const wanted = Array.isArray(ways) ? ways : [];
    for (const way of WAYS[state.rule.operation] ?? []) {
      if (!wanted.includes(way.name)) continue;
      for (let round = 0; round < ROUNDS; round++) {
        await judgeWay(way, state);
        if (state.mismatches.length > 0) return;
      }
    }
  },
};

const WAY_NAMES: readonly string[] = Object.values(WAYS).flatMap((ways) =>
  ways.map(({ name }) => name),
);

function namesOf(operation: string): string {
  return (WAYS[operation] ?? []).map(({ name }) => name).join("; ");
}

async function judgeWay(way: Way, state: CaseState): Promise<void> {
  const folder = textAt(state.open.target.services[INFOROUTER], "probes.stagingDir") ?? "";
  const chunk = { bytes: { size: CHUNK_BYTES, seed: FIRST_SEED + state.open.next() } };
  const known = new Set(await listing(folder));
  const save = { handler: "UploadHandler" };
  await accepted({ call: "CreateUploadHandler", with: { PreferedChunkSize: 0 }, save }, { state });
  await way.before?.({ chunk, state });
  const sends = offers(state, "UploadFileChunk");
  if (sends) await accepted(sendOf({ chunk }), { state });
  const marks = { handler: String(state.scope.get("handler")), content: markOf(chunk.bytes.seed) };
  if ((await look(folder, marks, known)).length === 0) {
    const reason = `the probe sees no file that belongs to an upload ${sends ? "with" : "without"} a chunk`;
    throw new StopCase("unavailable", reason);
  }
  await way.end({ chunk, state });
  const left = await leftAfter(folder, marks, known);
  const mismatch = {
    expected: `no file of an upload that was ${way.name}`,
    actual: `${left.length} in the staging directory`,
    kind: `expected no file of an upload that was ${way.name}, got one`,
  };
  recordJudgement({ mismatches: left.length === 0 ? [] : [mismatch] }, state);
}

async function leftAfter(
  folder: string,
  marks: Marks,
  known: ReadonlySet<string>,
): Promise<readonly string[]> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const left = await look(folder, marks, known);
    if (left.length === 0 || performance.now() > until) return left;
    await sleep(PAUSE_MS);
  }
}

function look(
  folder: string,
  marks: Marks,
  known: ReadonlySet<string>,
): Promise<readonly string[]> {
  return tracesIn(folder, marks, known).catch((error: unknown) => unreadable(folder, error));
}
