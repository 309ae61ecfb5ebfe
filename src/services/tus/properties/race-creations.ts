import fc from "fast-check";
import { type Answer, isAccepted } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { wrongBytes } from "../../../judge/answer/tell-difference.ts";
import type { Mismatch } from "../../../judge/checks/mismatch.ts";
import { payloadBytes } from "../../../model/payload-bytes.ts";
import type { BytesSpec } from "../../../model/value.ts";
import { type CallValues, callOnce } from "../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../run/case/case-state.ts";
import type { Property } from "../../../run/case/property.ts";
import { recordJudgement } from "../../../run/case/record-judgement.ts";
import { TUS } from "../name.ts";
import { storedOf } from "../settings.ts";

/** Creations in flight together; a failure shrinks to the first. */
const BURSTS = [2, 4, 8, 8, 16];
const REPETITIONS = 10;
const LENGTH = 1000;
const CONFLICT = 409;
/** All creations say the same: filename and name are sample.bin. */
const METADATA = "filename c2FtZS5iaW4=,name c2FtZS5iaW4=";

const URL_OF_ITS_OWN = ["TUS-75"];
const BYTES_OF_ITS_OWN = ["TUS-24"];

/**
 * Where a server looks for a free name and takes it in two steps, creations in flight together get one name. Two
 * answers with one URL prove that by themselves, and so do the bytes of another upload.
 */
export const creationRace: Property = {
  name: "tus-race-creations",
  title:
    "Creations in flight together that say the same make an upload each, with bytes of its own.",
  explanation: {
    generates: ["how many creations are in flight at the same time: 2 to 16"],
    sends: [
      "that many creations of one length and one metadata at the same time; all have to be accepted",
      "for each of them, at the same time: PATCH with a part of another size, and with bytes of its own",
      "for each of them: HEAD",
      "where the target says where stored bytes are, the rest of each, at the same time, and a look at each",
    ],
    demands: [
      { text: "no two creations are answered one Location", statements: URL_OF_ITS_OWN },
      {
        text: "each upload is fresh, counts the bytes that were sent to it, and holds them",
        statements: BYTES_OF_ITS_OWN,
      },
    ],
  },
  needs: ["Create", "Patch", "Head"],
  effect: "creates",
  confirm: { tries: REPETITIONS, needed: 0 },
  inputs: () => fc.record({ creations: fc.constantFrom(...BURSTS) }),
  run: async (inputs, state) => {
    if (state.open.target.limits.concurrency < 2) {
      throw new StopCase("unavailable", "the target's limits allow one request at a time");
    }
    const uploads = Array.from({ length: Number(inputs["creations"]) }, (_, index) => index + 1);
    await Promise.all(uploads.map((upload) => create(upload, state)));
    if (!judgeUrls(uploads, state)) return;
    const ends = await Promise.all(
      uploads.map((upload) => send(upload, 0, firstOf(upload), state)),
    );
    const kept: number[] = [];
    for (const [index, upload] of uploads.entries()) {
      const offset = await judgeOffset(upload, ends[index], state);
      if (offset === undefined) return;
      kept.push(offset);
    }
    if (!storedOf(state.open.target.services[TUS])) return;
    await Promise.all(uploads.map((upload, index) => finish(upload, kept[index] ?? 0, state)));
    for (const [index, upload] of uploads.entries()) {
      if (!(await judgeBytes(upload, kept[index] ?? 0, state))) return;
    }
  },
};

const nameOf = (upload: number): string => `u${upload}`;
/** What is sent of each at once: no two are of one size, or of the same bytes. */
const firstOf = (upload: number): BytesSpec => ({ bytes: { size: 100 + upload, seed: upload } });
/** What an upload lacks that has so many bytes. */
const restOf = (upload: number, kept: number): BytesSpec => ({
  bytes: { size: LENGTH - kept, seed: 100 + upload },
});

async function create(upload: number, state: CaseState): Promise<void> {
  const values = { "upload-length": LENGTH, "upload-metadata": METADATA };
  const save = { [nameOf(upload)]: { header: "location" } };
  await must({ call: "Create", with: values, save }, state);
  if (typeof state.scope.get(nameOf(upload)) === "string") return;
  throw new StopCase("undecided", "a creation was answered without Location");
}

function judgeUrls(uploads: readonly number[], state: CaseState): boolean {
  const urls = uploads.map((upload) => state.scope.get(nameOf(upload)));
  const twice = urls.find((url, index) => urls.indexOf(url) !== index);
  return judge(
    URL_OF_ITS_OWN,
    twice !== undefined && {
      expected: "every creation to be answered a URL of its own",
      actual: `${String(twice)} for ${urls.filter((url) => url === twice).length} of ${urls.length} creations`,
      kind: "expected every creation to be answered a URL of its own, got one twice",
    },
    state,
  );
}

function send(
  upload: number,
  offset: number,
  { bytes }: BytesSpec,
  state: CaseState,
): Promise<Answer> {
  const values = { "upload-offset": offset, content: { bytes: { ...bytes } } };
  return callOnce({ call: "Patch", at: `$${nameOf(upload)}`, with: values }, "rest", state);
}

/**
 * The offset that HEAD tells; undefined where it is wrong. How many bytes of a PATCH a server keeps is its own
 * affair: more than came are of another upload.
 */
async function judgeOffset(
  upload: number,
  sent: Answer | undefined,
  state: CaseState,
): Promise<number | undefined> {
  const answer = await callOnce({ call: "Head", at: `$${nameOf(upload)}` }, "rest", state);
  const offset = numberIn(answer);
  if (!isAccepted(answer) || offset === undefined) {
    throw new StopCase("undecided", `HEAD got ${describeAnswer(answer)}`);
  }
  const isTaken = sent !== undefined && isAccepted(sent);
  const most = isTaken ? firstOf(upload).bytes.size : 0;
  // Of 409 alone a sentence says that it changes nothing.
  if (!isTaken && (offset === 0 || sent?.status !== CONFLICT)) {
    throw new StopCase("undecided", `PATCH got ${sent ? describeAnswer(sent) : "no answer"}`);
  }
  const isRight = judge(
    BYTES_OF_ITS_OWN,
    offset > most && {
      expected: `an upload to count at most the ${most} bytes that it was sent`,
      actual: `Upload-Offset ${offset}`,
      kind: "expected an upload to count its own bytes, got another offset",
    },
    state,
  );
  return isRight ? offset : undefined;
}

async function finish(upload: number, kept: number, state: CaseState): Promise<void> {
  const sent = await send(upload, kept, restOf(upload, kept), state);
  if (!isAccepted(sent)) throw new StopCase("undecided", `PATCH got ${describeAnswer(sent)}`);
}

async function judgeBytes(upload: number, kept: number, state: CaseState): Promise<boolean> {
  const look = { call: "ReadStored", with: { upload: `$${nameOf(upload)}` } };
  const answer = await callOnce(look, "rest", state);
  if (!isAccepted(answer) || answer.kind !== "http") {
    throw new StopCase("undecided", `the look at what is stored got ${describeAnswer(answer)}`);
  }
  const first = payloadBytes(firstOf(upload)).subarray(0, kept);
  const wanted = Buffer.concat([first, payloadBytes(restOf(upload, kept))]);
  return judge(
    BYTES_OF_ITS_OWN,
    !answer.bytes.equals(wanted) && {
      expected: `an upload to hold exactly the ${LENGTH} bytes that were sent to it`,
      ...wrongBytes("other bytes", wanted, answer.bytes),
      kind: "expected an upload to hold its own bytes, got others",
    },
    state,
  );
}

/** True when nothing is wrong. */
function judge(
  statements: readonly string[],
  mismatch: Mismatch | false,
  state: CaseState,
): boolean {
  return recordJudgement({ statements, mismatches: mismatch ? [mismatch] : [] }, state);
}

function numberIn({ headers = {} }: Answer): number | undefined {
  const text = headers["upload-offset"];
  return text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : undefined;
}

/** @throws StopCase when it is not accepted: how the call alone is answered other rules say */
async function must(step: CallValues, state: CaseState): Promise<void> {
  const answer = await callOnce(step, "rest", state);
  if (isAccepted(answer)) return;
  throw new StopCase("undecided", `${step.call} got ${describeAnswer(answer)}`);
}
