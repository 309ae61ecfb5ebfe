import type { OutgoingHttpHeaders } from "node:http";
import { type Reason, word } from "../dialect/wording.ts";
import type { Dialect } from "../dialect.ts";
import type { StoredBytes } from "../http/stored-bytes.ts";

/** Attributes in the order in which they are written. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** What an operation answers, before it is put into words for a binding. */
export type Answer =
  | { readonly kind: "success"; readonly attributes: Attributes; readonly text?: string }
  | { readonly kind: "failure"; readonly error: string; readonly attributes: Attributes }
  | {
      readonly kind: "bytes";
      readonly bytes: Buffer | StoredBytes;
      readonly contentType: string;
      /** Of the document, over GET and POST. */
      readonly name?: string;
      /** Of an empty document that stands for a failure, over GET and POST. */
      readonly failure?: { readonly status: number; readonly headers: OutgoingHttpHeaders };
    };

/** A success with the attributes that the operation's document lists. */
export function success(attributes: Attributes = {}, text?: string): Answer {
  return text === undefined
    ? { kind: "success", attributes }
    : { kind: "success", attributes, text };
}

/** A failure for a reason, in the words of the dialect and with its error code if it has codes. */
export function failure(
  reason: Reason,
  { wording, answers }: Dialect,
  attributes: Attributes = {},
): Answer {
  const errorCode = "kind" in reason ? answers.errorCodes?.[reason.kind] : undefined;
  const code = errorCode === undefined ? {} : { errorCode };
  return { kind: "failure", error: word(reason, wording), attributes: { ...code, ...attributes } };
}

/** Thrown by an operation, or by what it calls, to answer with a failure. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly reason: Reason;

  constructor(reason: Reason) {
    super("text" in reason ? reason.text : reason.kind);
    this.reason = reason;
  }
}

/** A refusal for a reason that repeats nothing of the request. */
export function refuse(kind: Extract<Reason, { readonly kind: unknown }>["kind"]): Refusal {
  return new Refusal({ kind });
}
