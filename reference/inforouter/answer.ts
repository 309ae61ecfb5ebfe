/** Attributes in the order in which they are written. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** What an operation answers, before it is put into words for a binding. */
export type Answer =
  | { readonly kind: "success"; readonly attributes: Attributes; readonly text?: string }
  | { readonly kind: "failure"; readonly error: string; readonly attributes: Attributes }
  | { readonly kind: "bytes"; readonly bytes: Buffer; readonly contentType: string };

/** A success with the attributes that the operation's document lists. */
export function success(attributes: Attributes = {}, text?: string): Answer {
  return text === undefined
    ? { kind: "success", attributes }
    : { kind: "success", attributes, text };
}

/** A failure with the text of its `error` attribute. */
export function failure(error: string, attributes: Attributes = {}): Answer {
  return { kind: "failure", error, attributes };
}

/** Thrown by an operation, or by what it calls, to answer with a failure. The message is the error text. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
