import type { IncomingMessage } from "node:http";
import type { Faults } from "../../faults.ts";
import { type ListedNameFault, listedName } from "../../reported/texts.ts";
import { authorize, header } from "../authorize.ts";
import type { ApiState } from "../state.ts";
import type { Upload } from "../uploads.ts";
import { OWNER } from "../users.ts";

/** The faults that are asked for here. */
export type ListUploadsFault =
  | "list-api-ignores-key"
  | "list-api-ignores-status"
  | "list-api-shows-newest-fifty"
  | "list-api-decodes-names"
  | "list-api-cuts-long-names"
  | ListedNameFault;

const FIFTY = 50;
const CUT = 100;

/** `GET /list-uploads-api`: the caller's own uploads, of one status if asked, the oldest first. */
export async function listUploads(
  request: IncomingMessage,
  { uploads }: ApiState,
  faults: Faults<ListUploadsFault>,
) {
  const user = faults.has("list-api-ignores-key") ? OWNER : authorize(request);
  // DUA-18
  const wanted = faults.has("list-api-ignores-status")
    ? undefined
    : header(request, "x-upload-status");
  const all = uploads.ofUser(user);
  const own = faults.has("list-api-shows-newest-fifty") ? all.slice(-FIFTY) : all;
  const shown = own.filter(({ status }) => !wanted || status === wanted).map(describeUpload);
  return { uploads: shown.map((one) => ({ ...one, filename: told(one.filename, faults) })) };
}

/** DUA-19: the name of a file as it was given. */
function told(filename: string, faults: Faults<ListUploadsFault>): string {
  const whole = listedName(filename, faults);
  const name = faults.has("list-api-cuts-long-names") ? whole.slice(0, CUT) : whole;
  if (!faults.has("list-api-decodes-names")) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** An upload as the list has it. */
export function describeUpload(upload: Upload) {
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
