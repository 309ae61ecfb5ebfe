import type { Answer } from "../../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import { outcomeWords } from "../../../../judge/answer/outcome-words.ts";
import { withStatements } from "../../../../properties/model/with-statements.ts";
import { callOnce } from "../../../../run/case/call-once.ts";
import { recordJudgement } from "../../../../run/case/record-judgement.ts";
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
  const { status, error, because, breaks, also = [], what } = expectDelete(as, upload);
  if (error !== undefined) play.refusals++;
  const wanted = error === undefined ? "HTTP 2xx" : `HTTP ${status} with the error "${error}"`;
  const words = `DeleteUpload of ${upload?.name ?? "an id never issued"} as ${as}: ${wanted}`;
  const mismatch = {
    expected: withStatements(`${words}, because ${because}`, breaks),
    actual: describeAnswer(answer),
    kind: `expected ${what}, got ${outcomeWords(answer)}`,
  };
  const mismatches = isThat(answer, status, error) ? [] : [mismatch];
  if (!recordJudgement({ statements: breaks, also, mismatches }, state)) return false;
  if (upload && error === undefined) upload.isDeleted = true;
  // Of a call without a good key no upload is to suffer, and of any other only the one that it names.
  for (const other of uploads) {
    if (other !== upload || error !== undefined) other.suspects.add(harmBy(as, other, upload));
  }
  return true;
}

/** What is broken if an upload is gone after a call that must not have deleted it. */
function harmBy(as: Key, { owner }: KnownUpload, upload: KnownUpload | undefined): string {
  if (as === "missing") return "DUA-03";
  if (as === "unknown") return "DUA-04";
  return upload?.owner === owner && as !== owner ? "DUA-07" : "DUA-13";
}

interface Expected {
  /** 200 stands for every 2xx. */
  readonly status: 200 | 401 | 404;
  readonly error?: string;
  readonly because: string;
  /** The statements that any other answer breaks for certain. */
  readonly breaks: readonly string[];
  readonly also?: readonly string[];
  /** Whoever calls, and whichever upload it is. */
  readonly what: string;
}

function expectDelete(as: Key, upload: KnownUpload | undefined): Expected {
  const refused = (status: 401 | 404, of: string, because: string, breaks: string): Expected => {
    const error = status === 401 ? "Unauthorized" : "Upload not found";
    return { status, error, because, breaks: [breaks], what: `a delete ${of} to be ${status}` };
  };
  if (as === "missing") return refused(401, "without a key", "no key was sent", "DUA-03");
  if (as === "unknown") return refused(401, "with a bad key", "the key is nobody's", "DUA-04");
  if (!upload) return refused(404, "of an unknown id", "there is no such upload", "DUA-06");
  const { name, owner, isDeleted, suspects } = upload;
  if (isDeleted) {
    const repeated = refused(404, "that is repeated", `${name} was deleted before`, "DUA-08");
    return { ...repeated, also: ["DUA-10"] };
  }
  if (owner !== as) {
    return refused(404, "of another user's upload", `${name} is another user's`, "DUA-07");
  }
  const because = `${name} is there and its own`;
  const breaks = suspects.size > 0 ? [...suspects] : ["DUA-01"];
  const what = suspects.size > 0 ? "an upload that nobody deleted to stay" : "a delete to succeed";
  return { status: 200, because, breaks, also: ["DUA-01"], what };
}

function isThat(answer: Answer, status: number, error: string | undefined): boolean {
  if (answer.kind !== "json") return false;
  if (error === undefined) return answer.status >= 200 && answer.status < 300;
  const { value } = answer;
  const said = typeof value === "object" && value !== null && "error" in value ? value.error : "";
  return answer.status === status && said === error;
}
