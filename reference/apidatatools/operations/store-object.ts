import type { IncomingMessage } from "node:http";
import type { Faults } from "../../faults.ts";
import type { FormFields } from "../../http/form.ts";
import { parseMultipart } from "../../http/multipart.ts";
import { readBody } from "../../http/read-body.ts";
import { ApiError } from "../api-error.ts";
import { findDeleted, type RevivingFault, reviveBeside } from "../revive.ts";
import type { ApiState } from "../state.ts";
import type { Upload } from "../uploads.ts";

/** Bytes; the upper end of `content-length-range`. */
export const MAX_OBJECT_BYTES = 1_048_576;

/**
 * `POST /object-store`, multipart/form-data with the fields of an upload and a part `file`. Stores
 * the file and completes the upload. A file outside the declared range makes the upload failed.
 */
export async function storeObject(
  request: IncomingMessage,
  state: ApiState,
  faults: Faults<RevivingFault>,
) {
  const body = await readBody(request);
  const contentType = request.headers["content-type"] ?? "";
  const form = await parseMultipart(body, contentType, (name) => name.toLowerCase());
  const file = form.get("file");
  if (file === undefined) throw new ApiError(400, "Missing file");
  const bytes = typeof file === "string" ? Buffer.from(file) : file;
  const upload = findUpload(form, state, faults);
  await reviveBeside(upload, state, faults);
  return upload.turns(() => store(upload, bytes, state));
}

function findUpload(form: FormFields, state: ApiState, faults: Faults<RevivingFault>): Upload {
  const id =
    String(form.get("key") ?? "")
      .split("/")
      .at(-1) ?? "";
  const upload = state.uploads.find(id) ?? findDeleted(id, state, faults);
  const matches = upload?.key === form.get("key") && upload?.policy === form.get("policy");
  if (!upload || !matches) throw new ApiError(403, "Access denied");
  return upload;
}

async function store(upload: Upload, bytes: Buffer, { objects }: ApiState) {
  // deleted while the file was on its way: it must not come back
  if (upload.gone) throw new ApiError(403, "Access denied");
  if (bytes.length > MAX_OBJECT_BYTES) {
    upload.status = "failed";
    throw new ApiError(400, "File is larger than content-length-range allows");
  }
  await objects.put(upload.key, bytes);
  upload.status = "completed";
  upload.size = bytes.length;
  return { message: "File stored" };
}
