import fc from "fast-check";
import { type Answer, isAccepted } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { tellDifference } from "../../../judge/answer/tell-difference.ts";
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
  title: "Creations in flight together that say the same make an upload each, with bytes of its own.",
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
    const ends = await Promise.all(uploads.map((upload) => send(upload, 0, partOf(upload), state)));
    for (const [index, upload] of uploads.entries()) {
      if (!(await judgeOffset(upload, ends[index], state))) return;
    }
    if (!storedOf(state.open.target.services[TUS])) return;
    await Promise.all(uploads.map((upload) => finish(upload, state)));
    for (const upload of uploads) if (!(await judgeBytes(upload, state))) return;
  },
};

const nameOf = (upload: number): string => `u${upload}`;
/** No two are of one size. */
const partOf = (upload: number): number => 100 + upload;
const contentOf = (upload: number): BytesSpec => ({ bytes: { size: LENGTH, seed: upload } });

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

/** The answer to a PATCH that sends the next bytes of an upload. */
function send(upload: number, offset: number, size: number, state: CaseState): Promise<Answer> {
  const { seed } = contentOf(upload).bytes;
  const content = { bytes: { size: offset + size, seed, ...(offset > 0 && { from: offset }) } };
  const values = { "upload-offset": offset, content };
  return callOnce({ call: "Patch", at: `$${nameOf(upload)}`, with: values }, "rest", state);
}

/** HEAD has the bytes that came; how many of them a server keeps is its own affair, and another rule's. */
async function judgeOffset(
  upload: number,
  sent: Answer | undefined,
  state: CaseState,
): Promise<boolean> {
  const answer = await callOnce({ call: "Head", at: `$${nameOf(upload)}` }, "rest", state);
  const offset = numberIn(answer);
  if (!isAccepted(answer) || offset === undefined) {
    throw new StopCase("undecided", `HEAD got ${describeAnswer(answer)}`);
  }
  const isTaken = sent !== undefined && isAccepted(sent);
  const most = isTaken ? partOf(upload) : 0;
  // Of 409 alone a sentence says that it changes nothing: whatever is there then is of another upload.
  if (!isTaken && (offset === 0 || sent?.status !== CONFLICT)) {
    throw new StopCase("undecided", `PATCH got ${sent ? describeAnswer(sent) : "no answer"}`);
  }
  return judge(
    BYTES_OF_ITS_OWN,
    offset > most && {
      expected: `an upload to count the ${most} bytes that it took, and no others`,
      actual: `Upload-Offset ${offset}`,
      kind: "expected an upload to count its own bytes, got another offset",
    },
    state,
  );
}

/** Sends what is left of an upload. */
async function finish(upload: number, state: CaseState): Promise<void> {
  const answer = await callOnce({ call: "Head", at: `$${nameOf(upload)}` }, "rest", state);
  const offset = numberIn(answer);
  if (offset === undefined) throw new StopCase("undecided", "HEAD tells no offset");
  const sent = await send(upload, offset, LENGTH - offset, state);
  if (!isAccepted(sent)) throw new StopCase("undecided", `PATCH got ${describeAnswer(sent)}`);
}

async function judgeBytes(upload: number, state: CaseState): Promise<boolean> {
  const look = { call: "ReadStored", with: { upload: `$${nameOf(upload)}` } };
  const answer = await callOnce(look, "rest", state);
  if (!isAccepted(answer) || answer.kind !== "http") {
    throw new StopCase("undecided", `the look at what is stored got ${describeAnswer(answer)}`);
  }
  const wanted = payloadBytes(contentOf(upload));
  return judge(
    BYTES_OF_ITS_OWN,
    !answer.bytes.equals(wanted) && {
      expected: `an upload to hold exactly the ${LENGTH} bytes that were sent to it`,
      actual: `other bytes${tellDifference(wanted, answer.bytes)}`,
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
