import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "../../faults.ts";
import { type CreationsFault, readsBody, withLength } from "../../reported/tus.ts";
import { OFFSET_STREAM, type TusAnswer } from "../answer.ts";
import { partsIn, settle } from "../concatenate.ts";
import { expiryOf, renew } from "../find-upload.ts";
import { readMetadata, textIn } from "../metadata.ts";
import { header, isOfType } from "../read-headers.ts";
import { checkSize, readNewLength } from "../read-length.ts";
import { offers, type TusState } from "../state.ts";
import { type StoreFault, store } from "../store-body.ts";
import type { TusCall } from "../tus-call.ts";
import { TusRefusal } from "../tus-refusal.ts";
import { type NewUpload, type TusUpload, truncate } from "../uploads.ts";

export type CreateFault =
  | StoreFault
  | CreationsFault
  | "tus-creation-answers-200"
  | "tus-location-missing"
  | "tus-location-is-of-another"
  | "tus-creations-of-a-second-share-url"
  | "tus-creations-at-once-share-file"
  | "tus-creations-at-once-share-url"
  | "tus-creation-body-ignored"
  | "tus-creation-body-without-offset"
  | "tus-creation-body-offset-is-zero"
  | "tus-deferred-creation-forgets-body"
  | "tus-expires-missing-on-creation"
  | "tus-metadata-empty-value-refused"
  | "tus-metadata-key-alone-is-500"
  | "tus-metadata-key-twice-is-500"
  | "tus-metadata-takes-key-twice";

const ID_LENGTH = 32;

/** Makes an upload: TUS-60 to TUS-88, and the parts and wholes of TUS-119 to TUS-145. */
export async function create(
  call: TusCall,
  state: TusState,
  faults: Faults<CreateFault>,
): Promise<TusAnswer> {
  const fresh = withLength(freshUpload(call, state, faults), faults);
  const upload = await makeUpload(fresh, state, faults);
  const hasBody =
    offers(state, "creation-with-upload") &&
    !upload.parts &&
    isOfType(call.headers, OFFSET_STREAM) &&
    readsBody(upload, faults) &&
    !faults.has("tus-creation-body-ignored");
  if (hasBody) await storeOrForget(upload, call, state, faults);
  renew(upload, state);
  // TUS-84, TUS-85
  const offset = faults.has("tus-creation-body-offset-is-zero") ? 0 : upload.offset;
  if (upload.wasDeferred && faults.has("tus-deferred-creation-forgets-body")) truncate(upload, 0);
  const isTold = hasBody && !faults.has("tus-creation-body-without-offset");
  // TUS-94
  const isSilent =
    faults.has("tus-expires-missing-on-creation") && !isOfType(call.headers, OFFSET_STREAM);
  return {
    // TUS-74
    status: faults.has("tus-creation-answers-200") ? 200 : 201,
    headers: {
      Location: faults.has("tus-location-missing") ? undefined : locationOf(upload, state, faults),
      "Upload-Offset": isTold ? offset : undefined,
      "Upload-Expires": isSilent ? undefined : expiryOf(upload, faults),
    },
  };
}

function freshUpload(call: TusCall, state: TusState, faults: Faults<CreateFault>): NewUpload {
  const metadata = header(call.headers, "Upload-Metadata") || undefined;
  if (metadata !== undefined) checkMetadata(metadata, faults);
  const concat = offers(state, "concatenation") ? header(call.headers, "Upload-Concat") : undefined;
  const parts = concat === undefined ? undefined : partsIn(concat, state, faults);
  if (parts) {
    // TUS-126
    if (header(call.headers, "Upload-Length") !== undefined) {
      throw new TusRefusal(400, "The length of a final upload is that of its parts.");
    }
    checkSize(
      parts.reduce((sum, part) => sum + (part.length ?? 0), 0),
      state,
      faults,
    );
    return { metadata, concat, parts, length: undefined, wasDeferred: false, said: undefined };
  }
  if (concat !== undefined && concat !== "partial") {
    throw new TusRefusal(400, "Upload-Concat is partial, or final and the URLs of parts.");
  }
  const { length, said } = readNewLength(call, state, faults);
  return { metadata, concat, parts, length, said, wasDeferred: length === undefined };
}

// TUS-51 to TUS-58
function checkMetadata(metadata: string, faults: Faults<CreateFault>): void {
  const pairs = readMetadata(metadata, faults);
  const isEmpty = pairs.some(({ value }) => value === "");
  // TUS-57, TUS-58
  if (isEmpty && faults.has("tus-metadata-empty-value-refused")) {
    throw new TusRefusal(412, "Upload-Metadata has a key without a value.");
  }
  const isAlone = metadata.split(",").some((pair) => !pair.trimStart().includes(" "));
  if (isAlone && faults.has("tus-metadata-key-alone-is-500")) {
    throw new TusRefusal(500, "Undefined offset: 1");
  }
}

/** How long the faults of simultaneous creations look away, in milliseconds. */
const LOOKS_AWAY_MS = 10;

async function makeUpload(
  fresh: NewUpload,
  state: TusState,
  faults: Faults<CreateFault>,
): Promise<TusUpload> {
  const { uploads, clock } = state;
  const before = uploads.all().length;
  const sharesUrl = faults.has("tus-creations-at-once-share-url");
  const sharesFile = faults.has("tus-creations-at-once-share-file");
  if (sharesUrl || sharesFile) await sleep(LOOKS_AWAY_MS);
  const name = textIn(fresh.metadata, "filename");
  const first = sharesFile
    ? uploads
        .all()
        .slice(before)
        .find(({ metadata }) => textIn(metadata, "filename") === name)
    : undefined;
  // TUS-75: an upload of its own
  const second = Math.floor(clock() / 1000).toString(16);
  const id = faults.has("tus-creations-of-a-second-share-url")
    ? second.padStart(ID_LENGTH, "0")
    : sharesUrl
      ? before.toString(16).padStart(ID_LENGTH, "0")
      : undefined;
  const upload = uploads.create(fresh, id);
  if (first && name !== undefined) upload.file = first.file ?? first;
  settle(upload, state, faults);
  return upload;
}

/** Nobody knows the URL of an upload whose creation was refused. */
async function storeOrForget(
  upload: TusUpload,
  call: TusCall,
  state: TusState,
  faults: Faults<CreateFault>,
): Promise<void> {
  try {
    await store(upload, call, state, faults);
  } catch (error) {
    state.uploads.remove(upload);
    throw error;
  }
}

// TUS-75, TUS-76
function locationOf(
  { id }: TusUpload,
  { address, policy }: TusState,
  faults: Faults<CreateFault>,
): string {
  const last = faults.has("tus-location-is-of-another") ? [...id].reverse().join("") : id;
  const path = `/files/${last}`;
  if (policy.location === "path") return path;
  return policy.location === "host"
    ? `${address.replace(/^\w+:/, "")}${path}`
    : `${address}${path}`;
}
