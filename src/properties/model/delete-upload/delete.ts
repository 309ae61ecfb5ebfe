import type { Answer } from "../../../judge/answer.ts";
import { describeAnswer } from "../../../judge/describe-answer.ts";
import { callOnce } from "../../../run/call-once.ts";
import type { Key, NamedUpload } from "./command.ts";
import type { KnownUpload, UploadApiPlay } from "./world.ts";

/** Deletes an upload, or tries to; false when the answer is not the documented one. */
export async function deleteUpload(
  as: Key,
  named: NamedUpload,
  play: UploadApiPlay,
): Promise<boolean> {
  const { uploads, state } = play;
  const upload = typeof named === "string" ? undefined : uploads[named % uploads.length];
  const values = { "x-upload-id": upload ? `$${upload.name}` : "$unknownUpload" };
  const answer = await callOnce({ call: "DeleteUpload", as, with: values }, "rest", state);
  const { status, error, because } = expectDelete(as, upload);
  if (error !== undefined) play.refusals++;
  if (!isThat(answer, status, error)) {
    const wanted = error === undefined ? "HTTP 2xx" : `HTTP ${status} with the error "${error}"`;
    state.mismatches.push({
      expected: `DeleteUpload of ${upload?.name ?? "an id never issued"} as ${as}: ${wanted}, because ${because}`,
      actual: describeAnswer(answer),
      step: state.trace.length,
    });
    return false;
  }
  if (upload && error === undefined) upload.isDeleted = true;
  return true;
}

interface Expected {
  /** 200 stands for every 2xx. */
  readonly status: 200 | 401 | 404;
  readonly error?: string;
  readonly because: string;
}

function expectDelete(as: Key, upload: KnownUpload | undefined): Expected {
  const unauthorized = { status: 401, error: "Unauthorized" } as const;
  const notFound = { status: 404, error: "Upload not found" } as const;
  if (as === "missing") return { ...unauthorized, because: "no key was sent (DUA-03)" };
  if (as === "unknown") return { ...unauthorized, because: "the key is nobody's (DUA-04)" };
  if (!upload) return { ...notFound, because: "there is no such upload (DUA-06)" };
  const { name, owner, isDeleted } = upload;
  if (isDeleted) return { ...notFound, because: `${name} was deleted before (DUA-08, DUA-10)` };
  if (owner !== as) return { ...notFound, because: `${name} is another user's (DUA-07)` };
  return { status: 200, because: `${name} is there and its own (DUA-01, DUA-13)` };
}

function isThat(answer: Answer, status: number, error: string | undefined): boolean {
  if (answer.kind !== "json") return false;
  if (error === undefined) return answer.status >= 200 && answer.status < 300;
  const { value } = answer;
  const said = typeof value === "object" && value !== null && "error" in value ? value.error : "";
  return answer.status === status && said === error;
}
