import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "../faults.ts";
import { type BrokenPatchFault, loseLanded } from "../reported/tus.ts";
import { type Checksum, type ChecksumFault, isRight, readChecksum } from "./checksum.ts";
import { type ConcatenateFault, settle } from "./concatenate.ts";
import type { FindFault } from "./find-upload.ts";
import { findUpload, renew } from "./find-upload.ts";
import { header } from "./read-headers.ts";
import { declareLength, type LengthFault, roomOf } from "./read-length.ts";
import { type Ending, receive } from "./receive.ts";
import { offers, type TusState } from "./state.ts";
import type { TusCall } from "./tus-call.ts";
import { TusRefusal } from "./tus-refusal.ts";
import { append, contentOf, type TusUpload, truncate } from "./uploads.ts";

export type StoreFault =
  | ChecksumFault
  | ConcatenateFault
  | FindFault
  | LengthFault
  | "tus-checksum-of-whole-upload"
  | "tus-checksum-mismatch-keeps-bytes"
  | "tus-checksum-mismatch-moves-offset"
  | "tus-checksum-mismatch-spoils-next"
  | "tus-checksum-counts-what-broke-off"
  | "tus-broken-large-patch-loses-its-first-mib"
  | BrokenPatchFault
  | "tus-checksum-trailer-ignored"
  | "tus-checksum-trailer-not-announced"
  | "tus-patch-beyond-length"
  | "tus-final-takes-patch"
  | "tus-patch-takes-bytes-for-text"
  | "tus-patch-loses-tail-of-large"
  | "tus-patch-offset-counts-announced"
  | "tus-broken-patch-keeps-nothing"
  | "tus-broken-patch-loses-last-block"
  | "tus-patch-of-other-resets-offset"
  | "tus-deleted-comes-back-with-running-patch"
  | "tus-deferred-413-keeps-bytes"
  | "tus-length-without-bytes-is-forgotten";

/** What a broken transfer loses with its fault, in bytes. */
const BLOCK = 1024;
const MIB = 1024 * 1024;
/** From which length on a body counts as large, in bytes. */
const LARGE = 65_536;

/**
 * Adds the body of a request to an upload, and says how many bytes were kept. What came before it broke off
 * is kept as the dialect has it, TUS-35 and TUS-40; refusals leave the upload as it was, TUS-107.
 *
 * @throws Error when the client went away
 */
export async function store(
  upload: TusUpload,
  call: TusCall,
  state: TusState,
  faults: Faults<StoreFault>,
): Promise<number> {
  const { length, offset } = upload;
  try {
    declareLength(upload, call, state, faults);
  } catch (error) {
    if (faults.has("tus-deferred-413-keeps-bytes")) await storeBody(upload, call, state, faults);
    throw error;
  }
  try {
    const received = await storeBody(upload, call, state, faults);
    // TUS-20
    const isForgotten = received === 0 && faults.has("tus-length-without-bytes-is-forgotten");
    if (isForgotten) upload.length = length;
    return received;
  } catch (error) {
    if (error instanceof TusRefusal && upload.offset === offset) upload.length = length;
    throw error;
  }
}

async function storeBody(
  upload: TusUpload,
  { request }: TusCall,
  state: TusState,
  faults: Faults<StoreFault>,
): Promise<number> {
  const before = upload.offset;
  const isOpen =
    faults.has("tus-patch-beyond-length") ||
    (upload.parts !== undefined && faults.has("tus-final-takes-patch"));
  const limit = isOpen ? Number.POSITIVE_INFINITY : roomOf(upload, state, faults);
  const announced = Number(header(request.headers, "Content-Length") ?? 0);
  const isCut = state.policy.overlong === "cut";
  if (announced > limit && !isCut) throw overlong(limit);
  const checksum = checksumAhead(request, state, faults);
  const held: Buffer[] = [];
  const ending = await receive(request, {
    limit,
    onBytes: (bytes) =>
      checksum ? held.push(bytes) : append(upload, asKept(bytes, upload, faults)),
    onStart: (interrupt) => {
      upload.interrupt = interrupt;
    },
  });
  upload.interrupt = undefined;
  if (faults.has("tus-patch-of-other-resets-offset")) {
    for (const [other, was] of upload.others) truncate(other, was);
  }
  // A slow store: a DELETE may come in between.
  if (faults.has("tus-deleted-comes-back-with-running-patch")) await sleep(SLOW_MS);
  if (upload.gone) afterDelete(upload, state, faults);
  const isWhole = ending === "whole" || (ending === "overlong" && isCut);
  if (!isWhole) stop(upload, { ending, before, limit, announced }, state, faults);
  if (checksum) addChecked(upload, { held, checksum: checksum() }, state, faults);
  if (announced > LARGE && faults.has("tus-patch-loses-tail-of-large")) {
    const lost = announced % LARGE;
    upload.pieces = [contentOf(upload).subarray(0, upload.offset - lost), Buffer.alloc(lost)];
  }
  return upload.offset - before;
}

/** Reads the checksum now, or a function that does so behind the body; undefined where none is told. */
function checksumAhead(
  request: IncomingMessage,
  state: TusState,
  faults: Faults<StoreFault>,
): (() => Checksum | undefined) | undefined {
  if (!offers(state, "checksum")) return undefined;
  const told = header(request.headers, "Upload-Checksum");
  if (told !== undefined) {
    const checksum = readChecksum(told, state, faults);
    return checksum && (() => checksum);
  }
  const isTold = /upload-checksum/i.test(header(request.headers, "Trailer") ?? "");
  const isRead =
    offers(state, "checksum-trailer") || faults.has("tus-checksum-trailer-not-announced");
  if (!isTold || !isRead) return undefined;
  // TUS-112
  if (faults.has("tus-checksum-trailer-ignored")) return undefined;
  return () => {
    const trailer = request.trailers["upload-checksum"];
    return trailer === undefined ? undefined : readChecksum(trailer, state, faults);
  };
}

// TUS-103, TUS-105, TUS-107
function addChecked(
  upload: TusUpload,
  { held, checksum }: { readonly held: readonly Buffer[]; readonly checksum: Checksum | undefined },
  { policy }: TusState,
  faults: Faults<StoreFault>,
): void {
  const bytes = Buffer.concat(held);
  const from = comparedFrom(upload, faults);
  const compared = Buffer.concat([contentOf(upload).subarray(from), bytes]);
  const isGood = !checksum || isRight(checksum, compared);
  if (!isGood && faults.has("tus-checksum-mismatch-spoils-next")) upload.remains = bytes;
  if (isGood || faults.has("tus-checksum-mismatch-keeps-bytes")) append(upload, bytes);
  else if (faults.has("tus-checksum-mismatch-moves-offset")) {
    append(upload, Buffer.alloc(bytes.length));
  }
  if (!isGood) throw new TusRefusal(policy.mismatch, "The checksum is another.");
}

/** Where a PATCH began that broke off, as long as no checksum was compared. */
const BROKE_OFF = new WeakMap<TusUpload, number>();

/** The first byte of an upload that a checksum is compared with: that of its own PATCH. */
function comparedFrom(upload: TusUpload, faults: Faults<StoreFault>): number {
  if (faults.has("tus-checksum-of-whole-upload")) return 0;
  const from = BROKE_OFF.get(upload);
  BROKE_OFF.delete(upload);
  return (faults.has("tus-checksum-counts-what-broke-off") ? from : undefined) ?? upload.offset;
}

/** What a body leaves that did not come as announced. */
function stop(
  upload: TusUpload,
  how: {
    readonly ending: Ending;
    readonly before: number;
    readonly limit: number;
    readonly announced: number;
  },
  state: TusState,
  faults: Faults<StoreFault>,
): never {
  const { ending, before, limit, announced } = how;
  const received = upload.offset - before;
  if (ending === "overlong") {
    truncate(upload, before);
    throw overlong(limit);
  }
  if (ending === "interrupted") {
    throw new TusRefusal(state.policy.gone, "The upload is deleted.", { Connection: "close" });
  }
  BROKE_OFF.set(upload, BROKE_OFF.get(upload) ?? before);
  // TUS-40
  const kept = faults.has("tus-broken-patch-keeps-nothing") ? 0 : state.policy.keeps(received);
  truncate(upload, before + kept);
  if (kept >= BLOCK && faults.has("tus-broken-patch-loses-last-block")) {
    upload.pieces = [contentOf(upload).subarray(0, upload.offset - BLOCK), Buffer.alloc(BLOCK)];
  }
  if (kept >= 8 * MIB && faults.has("tus-broken-large-patch-loses-its-first-mib")) {
    upload.pieces = [Buffer.alloc(MIB), contentOf(upload).subarray(MIB)];
  }
  loseLanded(upload, kept, faults);
  // TUS-35
  if (faults.has("tus-patch-offset-counts-announced")) {
    append(upload, Buffer.alloc(Math.max(announced - received, 0)));
  }
  renew(upload, state);
  settleAll(upload, state, faults);
  throw new Error("The client went away.");
}

const SLOW_MS = 20;

/** A DELETE was faster: TUS-118. */
function afterDelete(upload: TusUpload, state: TusState, faults: Faults<StoreFault>): void {
  if (faults.has("tus-deleted-comes-back-with-running-patch")) {
    upload.gone = false;
    return;
  }
  truncate(upload, 0);
  findUpload(upload.id, state, faults);
}

/** Puts together what waited for an upload to be complete: TUS-137. */
export function settleAll(
  upload: TusUpload,
  state: TusState,
  faults: Faults<ConcatenateFault>,
): void {
  for (const final of state.uploads.all()) {
    if (final.parts?.includes(upload) && !final.gone) settle(final, state, faults);
  }
}

function overlong(limit: number): TusRefusal {
  return new TusRefusal(413, `Only ${limit} bytes are left of the upload.`);
}

function asKept(bytes: Buffer, upload: TusUpload, faults: Faults<StoreFault>): Buffer {
  const { remains } = upload;
  upload.remains = undefined;
  if (remains)
    return Buffer.concat([remains, bytes.subarray(remains.length)]).subarray(0, bytes.length);
  return faults.has("tus-patch-takes-bytes-for-text")
    ? Buffer.from(bytes.toString("latin1").replaceAll(/[^\0-\x7f]/g, "?"), "latin1")
    : bytes;
}
