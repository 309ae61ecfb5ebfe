import type { IncomingMessage } from "node:http";
import type { Faults } from "../../faults.ts";
import { readBody } from "../../http/read-body.ts";
import { ApiError } from "../api-error.ts";
import { authorize } from "../authorize.ts";
import type { ApiState } from "../state.ts";
import { OWNER } from "../users.ts";
import { MAX_OBJECT_BYTES } from "./store-object.ts";

/** The faults that are asked for here. */
export type CreateUploadFault = "create-api-ignores-key";

/** Bytes; a request holds a file name and little more. */
const MAX_JSON_BYTES = 65_536;

/**
 * `POST /upload-api` with JSON `{"filename"}`: a pending upload and the form that takes its file.
 * The fields declare how large the file may be; a file that is larger makes the upload failed.
 */
export async function createUpload(
  request: IncomingMessage,
  { address, uploads }: ApiState,
  faults: Faults<CreateUploadFault>,
) {
  // DUA-18
  const user = faults.has("create-api-ignores-key") ? OWNER : authorize(request);
  const filename = readFilename(await readBody(request, MAX_JSON_BYTES));
  const { id, key, policy } = uploads.create(user, filename);
  const fields = { key, policy, "content-length-range": `0,${MAX_OBJECT_BYTES}` };
  return { upload_id: id, upload: { url: `${address}/object-store`, fields } };
}

function readFilename(body: Buffer): string {
  const value: unknown = parseJson(body.toString("utf8"));
  if (value !== null && typeof value === "object" && "filename" in value) {
    const { filename } = value;
    if (typeof filename === "string" && filename !== "") return filename;
  }
  throw new ApiError(400, "Missing filename");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, "Invalid JSON");
  }
}
