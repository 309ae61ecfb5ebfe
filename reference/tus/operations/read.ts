import type { Faults } from "../../faults.ts";
import { isLost } from "../../reported/tus.ts";
import type { TusAnswer } from "../answer.ts";
import { type FindFault, findUpload } from "../find-upload.ts";
import { textIn } from "../metadata.ts";
import type { TusState } from "../state.ts";
import type { TusCall } from "../tus-call.ts";
import { TusRefusal } from "../tus-refusal.ts";
import { contentOf, type TusUpload } from "../uploads.ts";

export type ReadFault =
  | FindFault
  | "tus-delete-leaves-bytes"
  | "tus-metadata-injects-headers"
  | "tus-same-name-shares-file";

/** The bytes kept so far. The protocol has no GET; it is how what was stored can be looked at. */
export function read({ id }: TusCall, state: TusState, faults: Faults<ReadFault>): TusAnswer {
  const left = faults.has("tus-delete-leaves-bytes") ? state.uploads.find(id) : undefined;
  const upload = left ?? findUpload(id, state, faults);
  if (isLost(upload)) throw new TusRefusal(500, "Internal server error");
  const body = contentOf(fileOf(upload, state, faults));
  return {
    status: 200,
    headers: {
      "Content-Type": "application/octet-stream",
      "X-Content-Type-Options": "nosniff",
      ...disposition(upload, faults),
    },
    body,
  };
}

/** TUS-24: every upload has bytes of its own, whatever its name is. */
function fileOf(upload: TusUpload, { uploads }: TusState, faults: Faults<ReadFault>): TusUpload {
  if (!faults.has("tus-same-name-shares-file")) return upload.file ?? upload;
  const name = textIn(upload.metadata, "filename");
  if (name === undefined) return upload;
  const same = uploads
    .all()
    .filter(({ gone, metadata }) => !gone && textIn(metadata, "filename") === name);
  return same.at(-1) ?? upload;
}

/** TUS-59: a name goes into a header only in a form in which it can do no harm. */
export function disposition(
  { metadata }: TusUpload,
  faults: Faults<"tus-metadata-injects-headers">,
): TusAnswer["headers"] {
  const name = textIn(metadata, "filename");
  if (name === undefined) return {};
  if (!faults.has("tus-metadata-injects-headers")) {
    return { "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}` };
  }
  const [first = "", ...lines] = name.replaceAll(/[^\r\n -~]/g, "?").split(/[\r\n]+/);
  const injected = lines.flatMap((line) => {
    const [, key, value] = /^([\w-]+): *(.*)$/.exec(line) ?? [];
    return key === undefined ? [] : [[key, value] as const];
  });
  return {
    "Content-Disposition": `attachment; filename="${first}"`,
    ...Object.fromEntries(injected),
  };
}
