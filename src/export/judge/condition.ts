import type { JsonValue } from "../../model/value.ts";

/** What must hold of an answer, without anything of the rule's own language. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  /** A number, or a class such as `4xx`. */
  | { readonly status: readonly (number | string)[] }
  | { readonly of: Subject; readonly is: Test };

/** A value of an answer; one that is not there is absent. */
export type Subject =
  /** In any letter case. */
  | { readonly kind: "header"; readonly name: string }
  /** Of the element that carries the answer. */
  | { readonly kind: "attribute"; readonly name: string; readonly anyCase?: true }
  /** `true` or `false`, however the answer spells its success; absent where it says nothing. */
  | { readonly kind: "success" }
  /** By JSON pointer, with its type. */
  | { readonly kind: "json"; readonly pointer: string }
  | { readonly kind: "text" }
  /** The text inside the answer element, without white space. */
  | { readonly kind: "elementText" }
  /** SHA-256 of the document, in hexadecimal: the body, or the base64 that it wraps. */
  | { readonly kind: "documentDigest" };

/** What a value must be. */
export type Test =
  /** With its type. */
  | { readonly same: JsonValue }
  /** Its text. */
  | { readonly sameText: string }
  /** The text of a value that an earlier answer gave. */
  | { readonly sameSaved: string }
  | { readonly matches: string }
  | { readonly contains: string }
  | { readonly integer: Limits; readonly typed: boolean }
  /** Something else than white space. */
  | { readonly isText: true }
  | { readonly isGuid: true }
  | { readonly isAbsent: true }
  /** Absent, or null, or of no characters. */
  | { readonly isEmpty: true }
  /** A JSON object with no members but these. */
  | { readonly hasOnly: readonly string[] };

export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/**
 * Any form in which .NET reads a GUID (`Guid.TryParse`), in whatever letter case: as liberal as the check of
 * the rule files, so that no right answer is refused. Written for JavaScript and Python alike.
 */
export const GUID_PATTERN =
  "^\\s*(?:[0-9A-Fa-f]{32}|[{(]?[0-9A-Fa-fXx+]{8}(?:-[0-9A-Fa-fXx+]{4}){3}-[0-9A-Fa-fXx+]{12}[)}]?|\\{[0-9A-Fa-fXx+,{\\s]+\\}\\s*\\})\\s*$";
