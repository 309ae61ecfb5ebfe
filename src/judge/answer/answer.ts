import type { ErrorKind } from "../../model/error-kind.ts";
import type { Bytes } from "../../model/made-bytes.ts";
import type { AnswerHead } from "./answer-head.ts";
import { asksToTryAgain, spokenVerdict } from "./spoken-verdict.ts";

/** What a reply says, read as leniently as the documents and servers differ, and no further. */
export type Answer = AnswerHead & AnswerContent;

/** What the body of a reply says, and its status where that counts. */
export type AnswerContent =
  /** An answer element with its attributes. */
  | {
      readonly kind: "element";
      /** By name; without a prototype. */
      readonly attributes: Readonly<Record<string, string>>;
      /** Text inside the element: a chunk in base64, for one. */
      readonly text: string;
      /** Those of its service's errors that it tells, the most particular first; absent: none. */
      readonly errors?: readonly ErrorKind[];
    }
  /** A document by itself; one of no bytes is how a failure is documented. */
  | {
      readonly kind: "document";
      /** Of a large document in base64 decoded when they are read. */
      readonly bytes: Bytes;
      /** How they came: by themselves, in base64 as a string of JSON, or in base64 in XML. */
      readonly form: DocumentForm;
    }
  /** REST. `value` is absent when the body is no JSON. */
  | {
      readonly kind: "json";
      readonly value?: unknown;
      readonly text: string;
    }
  /** REST, of an operation that does not answer JSON: bytes, XML, or a status and headers alone. */
  | {
      readonly kind: "http";
      /** The body as it came. */
      readonly bytes: Buffer;
      /** Of XML: the attributes of its root, and the texts of the children that hold nothing but text. */
      readonly attributes?: Readonly<Record<string, string>>;
    }
  /** Refused before the operation was reached: an HTTP error without the answer, or a SOAP fault. */
  | {
      readonly kind: "refusal";
      readonly by: "http" | "soap";
      readonly what: string;
    }
  /**
   * None came: the connection was closed, or the deadline passed. Only of calls that are to get none; the
   * status is 0. `why` is a sentence without its full stop.
   */
  | { readonly kind: "none"; readonly why: string }
  /** Something that is none of the documented answers. `why` continues the sentence "the answer …". */
  | { readonly kind: "unreadable"; readonly why: string };

export type DocumentForm = "bytes" | "json" | "xml";

/** A set-up call did what it is for. */
export function isAccepted(answer: Answer): boolean {
  switch (answer.kind) {
    case "element":
      return spokenVerdict(answer.attributes) === true && !asksToTryAgain(answer.attributes);
    case "document":
      return !isEmptyDocument(answer);
    case "json":
    case "http":
      return answer.status >= 200 && answer.status < 300;
    default:
      return false;
  }
}

/** Told in a readable way that it did not: the documented failure, or an error on the way there. */
export function isRefused(answer: Answer): boolean {
  switch (answer.kind) {
    case "element":
      return spokenVerdict(answer.attributes) === false || asksToTryAgain(answer.attributes);
    case "json":
    case "http":
      return answer.status >= 400;
    case "document":
      return isEmptyDocument(answer);
    case "refusal":
      return true;
    default:
      return false;
  }
}

/**
 * DLD-02: an operation that answers a document answers an empty one when it fails, with HTTP 200 and
 * nothing that tells why. A document that has no bytes cannot be told from that.
 */
export function isEmptyDocument(answer: Answer): boolean {
  return answer.kind === "document" && answer.bytes.length === 0;
}
