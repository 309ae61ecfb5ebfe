import { type Reason, word } from "../dialect/wording.ts";
import type { Dialect } from "../dialect.ts";
import { type Answer, failure } from "./answer.ts";

const CONTENT_TYPE = "application/octet-stream";

/** HTTP statuses by kind. */
const FORBIDDEN = 403;
const NOT_FOUND = 404;

/** DLD-02: what an operation that gives a document answers for a reason why it does not. */
export function noDocument(reason: Reason, dialect: Dialect): Answer {
  const { downloadFailure } = dialect.policy;
  if (downloadFailure === "element") return failure(reason, dialect);
  const nothing = { kind: "bytes", bytes: Buffer.alloc(0), contentType: CONTENT_TYPE } as const;
  if (downloadFailure === "empty") return nothing;
  const isMissing = "kind" in reason && reason.kind.endsWith("NotFound");
  const code = "kind" in reason ? dialect.answers.errorCodes?.[reason.kind] : undefined;
  const headers = {
    ...(code === undefined ? {} : { "X-InfoRouter-ErrorCode": code }),
    // a header holds no other characters
    "X-InfoRouter-Error": word(reason, dialect.wording).replace(/[^\x20-\x7e]/g, "?"),
  };
  return { ...nothing, failure: { status: isMissing ? NOT_FOUND : FORBIDDEN, headers } };
}
