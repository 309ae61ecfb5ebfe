import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { textAt } from "../../../model/settings.ts";
import type { CaseState } from "../../../run/case/case-state.ts";
import type { Property } from "../../../run/case/property.ts";
import { recordJudgement } from "../../../run/case/record-judgement.ts";
import { INFOROUTER } from "../name.ts";
import { listing } from "./leak/listing.ts";
import { accepted } from "./leak/ways.ts";

/** So many uploads are broken off, one after the other. */
const ROUNDS = 4;
/** Servers may tidy up behind their answer: so long, looked at so often. */
const PATIENCE_MS = 3000;
const PAUSE_MS = 50;
/** Bytes: the smallest chunk size that there is (CUH-10). */
const SMALLEST = 262_144;
/** Bytes of the last chunk; the one before it has the size of whole chunks. */
const LAST_BYTES = 100;

/** Counts what is left behind, whatever it is called and holds, with the staging probe. */
export const strayFiles: Property = {
  name: "leak-stray-files",
  title:
    "Uploads that are deleted leave no file each in the staging directory, whatever it is called.",
  explanation: {
    generates: [`one case: ${ROUNDS} uploads of two chunks, each deleted before the next`],
    sends: [
      `${ROUNDS} times: CreateUploadHandler, a chunk of the answered size, the last chunk, DeleteUploadHandler`,
      "nothing for as long as that took",
    ],
    demands: [
      {
        text: `it is not so that each upload left a file that is still there ${PATIENCE_MS} ms later, while hardly any appear when nothing is sent`,
      },
    ],
  },
  needs: ["CreateUploadHandler", "UploadFileChunk", "DeleteUploadHandler", "staging-probe"],
  effect: "creates",
  inputs: () => fc.constant({}),
  run: async (_, state) => {
    const folder = textAt(state.open.target.services[INFOROUTER], "probes.stagingDir") ?? "";
    const started = performance.now();
    const appeared: (readonly string[])[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      appeared.push(await newWhile(folder, () => breakOff(round, state)));
    }
    const tookMs = performance.now() - started;
    const isLeft = await leftOf(appeared.flat(), folder);
    const rounds = appeared.filter((files) => files.some(isLeft));
    // Others may use the server: what they stage comes and stays also when nothing is sent.
    const others = rounds.length < ROUNDS ? [] : await newWhile(folder, () => sleep(tookMs));
    const isOthers = await leftOf(others, folder);
    const isStray = rounds.length === ROUNDS && others.filter(isOthers).length < ROUNDS / 2;
    const mismatch = {
      expected: "no file of an upload that was deleted",
      actual: `after each of ${ROUNDS} uploads that were deleted one file more in the staging directory`,
      kind: "expected no file of an upload that was deleted, got one each",
    };
    recordJudgement({ mismatches: isStray ? [mismatch] : [] }, state);
  },
};

/** The files that were not there before it, and are after it. */
async function newWhile(folder: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const before = new Set(await listing(folder));
  await act();
  return (await listing(folder)).filter((file) => !before.has(file));
}

/** Tells which of some files are still there once a server has had time to tidy up. */
async function leftOf(
  files: readonly string[],
  folder: string,
): Promise<(file: string) => boolean> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const now = new Set(await listing(folder));
    const isThere = (file: string) => now.has(file);
    if (!files.some(isThere) || performance.now() > until) return isThere;
    await sleep(PAUSE_MS);
  }
}

/** An upload of two chunks, and its end. */
async function breakOff(round: number, state: CaseState): Promise<void> {
  const save = { handler: "UploadHandler", size: "ChunkSize" };
  await accepted(
    { call: "CreateUploadHandler", with: { PreferedChunkSize: SMALLEST }, save },
    { state },
  );
  const size = Number(state.scope.get("size"));
  for (const [index, bytes] of [size, LAST_BYTES].entries()) {
    const fileChunk = { bytes: { size: bytes, seed: round + 1 } };
    const lastChunk = index === 1;
    const values = { uploadHandler: "$handler", fileChunk, lastChunk };
    await accepted({ call: "UploadFileChunk", with: values }, { state });
  }
  await accepted({ call: "DeleteUploadHandler", with: { UploadHandler: "$handler" } }, { state });
}
