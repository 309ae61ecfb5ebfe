import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { ApiPolicy } from "../../dialect/api-policy.ts";
import type { Faults } from "../../faults.ts";
import { clientLeft } from "../../http/client-left.ts";
import { ApiError } from "../api-error.ts";
import { findUser, header } from "../authorize.ts";
import { PageShown } from "../page-shown.ts";
import { keepDeleted, type RevivingFault } from "../revive.ts";
import type { ApiState } from "../state.ts";
import type { Upload } from "../uploads.ts";
import { type ApiUser, OWNER } from "../users.ts";

type Fault =
  | "delete-api-message-without-id"
  | "delete-api-missing-key-is-403"
  | "delete-api-wrong-key-is-403"
  | "delete-api-ignores-key"
  | "delete-api-checks-upload-before-key"
  | "delete-api-missing-id-is-404"
  | "delete-api-unknown-is-success"
  | "delete-api-crashes-on-odd-id"
  | "delete-api-foreign-is-403"
  | "delete-api-deletes-foreign"
  | "delete-api-repeat-succeeds"
  | "delete-api-repeat-succeeds-beside-another"
  | "delete-api-unknown-removes-newest"
  | "delete-api-keeps-record"
  | "delete-api-removes-all-of-user"
  | "delete-api-headers-case-sensitive"
  | "delete-api-refuses-pending"
  | "delete-api-refuses-completed"
  | "delete-api-refuses-failed"
  | "delete-api-left-delete-stays-open"
  | "delete-api-concurrent-deletes-succeed"
  | "delete-api-fails-on-long-id"
  | "delete-api-fails-on-quote"
  | "delete-api-takes-beginnings"
  | "delete-api-without-id-deletes-newest"
  | "api-key-may-be-longer"
  | "api-key-may-have-prefix"
  | "api-key-in-any-case"
  | RevivingFault;

const NOT_FOUND = "Upload not found";
/** A delete takes so long where others may come in between. */
const SLOW_MS = 5;
/** As many as a column of a broken server has. */
const LONGEST_ID = 64;

/** `DELETE /delete-upload-api`: removes the caller's upload and its file. */
export async function deleteUpload(
  request: IncomingMessage,
  state: ApiState,
  faults: Faults<Fault>,
) {
  const { policy } = state;
  const id = readId(request, policy, faults);
  if (id && faults.has("delete-api-checks-upload-before-key") && !state.uploads.find(id)) {
    throw new ApiError(404, NOT_FOUND);
  }
  // DUA-12: open when both are missing
  const keyless = policy.bothMissing === "id" && !read(request, "x-api-key", faults);
  if (id === undefined && keyless) throw missingId(faults);
  // DUA-03, DUA-04: the key is judged first
  const user = authorize(request, faults);
  // DUA-05
  if (id === undefined) {
    const newest = state.uploads.ofUser(user).at(-1);
    if (newest && faults.has("delete-api-without-id-deletes-newest")) state.uploads.remove(newest);
    throw missingId(faults);
  }
  if (!/^upl_[0-9a-f]+$/.test(id)) refuseOdd(id, policy, faults);
  if (id.length > LONGEST_ID && faults.has("delete-api-fails-on-long-id")) throw new PageShown();
  const takes = faults.has("delete-api-takes-beginnings");
  const begun = takes ? state.uploads.ofUser(user).find((one) => one.id.startsWith(id)) : undefined;
  const upload = state.uploads.find(id) ?? begun;
  // DUA-08, DUA-10: a record that is gone is gone
  if (state.halfDeleted.has(id)) throw new ApiError(500, "Failed to delete upload record");
  if (!upload) return answerMissing(id, user, state, faults);
  await refuseForeign(upload, user, state, faults);
  await upload.turns(() => remove(upload, state, faults));
  if (faults.has("delete-api-left-delete-stays-open") && (await clientLeft(request))) {
    state.halfDeleted.add(id);
  }
  return answerDeleted(id, faults);
}

// DUA-15: header names in any case; node lower-cases them
function read(request: IncomingMessage, name: string, faults: Faults<Fault>) {
  const hidden =
    faults.has("delete-api-headers-case-sensitive") && !request.rawHeaders.includes(name);
  return hidden ? undefined : header(request, name);
}

// DUA-12: open whether an empty id is missing
function readId(request: IncomingMessage, { emptyId }: ApiPolicy, faults: Faults<Fault>) {
  const id = read(request, "x-upload-id", faults);
  return id === "" && emptyId === "missing" ? undefined : id;
}

function missingId(faults: Faults<Fault>): ApiError {
  return faults.has("delete-api-missing-id-is-404")
    ? new ApiError(404, NOT_FOUND)
    : new ApiError(400, "Missing Upload-Id header");
}

// DUA-06: an id of another shape names no upload; its shape may be judged first
function refuseOdd(id: string, { oddId }: ApiPolicy, faults: Faults<Fault>): void {
  if (id.includes("'") && faults.has("delete-api-fails-on-quote")) throw new PageShown();
  if (faults.has("delete-api-crashes-on-odd-id")) throw new ApiError(500, "Internal Server Error");
  if (oddId === "malformed") throw new ApiError(400, "Invalid Upload-Id header");
}

function authorize(request: IncomingMessage, faults: Faults<Fault>): ApiUser {
  const key = read(request, "x-api-key", faults);
  const user = findUser(key, faults);
  if (user) return user;
  if (key && faults.has("delete-api-ignores-key")) return OWNER;
  const forbidden = !key
    ? faults.has("delete-api-missing-key-is-403")
    : faults.has("delete-api-wrong-key-is-403");
  throw forbidden ? new ApiError(403, "Forbidden") : new ApiError(401, "Unauthorized");
}

// DUA-06, DUA-08: never created, deleted before or expired
function answerMissing(
  id: string,
  user: ApiUser,
  { deletedIds, uploads }: ApiState,
  faults: Faults<Fault>,
) {
  const newest = uploads.ofUser(user).at(-1);
  // DUA-13
  const removes = faults.has("delete-api-unknown-removes-newest") && !deletedIds.has(id);
  if (newest && removes) uploads.remove(newest);
  const again =
    deletedIds.has(id) &&
    (faults.has("delete-api-repeat-succeeds") ||
      (faults.has("delete-api-repeat-succeeds-beside-another") && newest !== undefined));
  if (again || faults.has("delete-api-unknown-is-success")) return answerDeleted(id, faults);
  throw new ApiError(404, NOT_FOUND);
}

// DUA-07: the same answer as for an unknown id, and the upload stays
async function refuseForeign(
  upload: Upload,
  user: ApiUser,
  state: ApiState,
  faults: Faults<Fault>,
): Promise<void> {
  if (upload.owner === user) return;
  if (faults.has("delete-api-deletes-foreign")) state.uploads.remove(upload);
  if (faults.has("delete-api-foreign-is-403")) throw new ApiError(403, "Forbidden");
  throw new ApiError(404, NOT_FOUND);
}

async function remove(upload: Upload, state: ApiState, faults: Faults<Fault>): Promise<void> {
  const { objects, uploads, deletedIds, policy } = state;
  // DUA-08: another delete came first
  if (faults.has("delete-api-concurrent-deletes-succeed")) {
    if (upload.gone) return;
    await sleep(SLOW_MS);
  }
  if (upload.gone) throw new ApiError(404, NOT_FOUND);
  // DUA-17: pending, completed or failed
  const refused =
    (upload.status === "pending" && faults.has("delete-api-refuses-pending")) ||
    (upload.status === "completed" && faults.has("delete-api-refuses-completed")) ||
    (upload.status === "failed" && faults.has("delete-api-refuses-failed"));
  if (refused) throw new ApiError(404, NOT_FOUND);
  try {
    // DUA-11: the file goes with the record, or stays
    if (upload.status === "completed" && !policy.keepsFile) await objects.delete(upload.key);
  } catch {
    // DUA-09: the record stays, so that the delete can be repeated
    throw new ApiError(500, "Failed to delete upload record");
  }
  // DUA-10
  if (faults.has("delete-api-keeps-record")) return;
  uploads.remove(upload);
  keepDeleted(upload, state, faults);
  if (remembers(faults)) deletedIds.add(upload.id);
  // DUA-13: only this one
  if (!faults.has("delete-api-removes-all-of-user")) return;
  for (const other of uploads.ofUser(upload.owner)) uploads.remove(other);
}

// DUA-01: the message names the id
function answerDeleted(id: string, faults: Faults<Fault>) {
  const named = faults.has("delete-api-message-without-id") ? "Upload" : `Upload ${id}`;
  return { message: `${named} deleted successfully` };
}

function remembers(faults: Faults<Fault>): boolean {
  return (
    faults.has("delete-api-repeat-succeeds") ||
    faults.has("delete-api-repeat-succeeds-beside-another") ||
    faults.has("delete-api-unknown-removes-newest")
  );
}
