import type { IncomingMessage } from "node:http";
import { authorize } from "../authorize.ts";
import type { ApiState } from "../state.ts";
import type { Upload } from "../uploads.ts";

/** `GET /list-uploads-api`: the caller's own uploads, the oldest first. */
export async function listUploads(request: IncomingMessage, { uploads }: ApiState) {
  return { uploads: uploads.ofUser(authorize(request)).map(describe) };
}

function describe(upload: Upload) {
  return {
    upload_id: upload.id,
    user_id: upload.owner.id,
    status: upload.status,
    filename: upload.filename,
    s3_key: upload.key,
    file_size: upload.size,
    created_at: new Date(upload.createdAt).toISOString(),
    expires_at: new Date(upload.expiresAt).toISOString(),
  };
}
