import type { Binding } from "../model/binding.ts";
import type { Level } from "../model/level.ts";
import type { Source } from "../model/report.ts";
import type { SavedPlace } from "../model/saved-from.ts";
import type { Condition } from "./judge/condition.ts";

/**
 * A failure as a test that needs nothing of Assay: what every format is written from. Plain data; a text of
 * it may hold anything that a server or a generator chose, and whoever writes it escapes it.
 */
export interface ExportedTest {
  /** Of the failure. */
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly level: Level;
  readonly service: string;
  readonly binding: string;
  readonly target: string;
  readonly source: Source;
  readonly expected: readonly string[];
  readonly actual: string;
  /** Scheme, host and port that it was recorded at: what {@link BASE_VARIABLE} is unless it is set. */
  readonly base: string;
  readonly variables: readonly Variable[];
  /** In their order; the last one is the one whose answer was wrong. */
  readonly requests: readonly ExportedRequest[];
}

/** What a test reads from the environment. */
export interface Variable {
  readonly name: string;
  /** A sentence without its full stop: what it is. */
  readonly about: string;
}

/** The variable of the address that a test asks: scheme, host and port. Vitest has a BASE_URL of its own. */
export const BASE_VARIABLE = "SERVER_URL";

export interface ExportedRequest {
  /** The operation. */
  readonly call: string;
  readonly binding: Binding;
  readonly method: string;
  readonly url: readonly Part[];
  readonly headers: readonly (readonly [name: string, value: readonly Part[]])[];
  /** Empty: none. */
  readonly body: readonly Part[];
  /** What later requests, or checks, know a value of the answer by. */
  readonly saves: readonly Save[];
  readonly checks: readonly ExportedCheck[];
  /** What came; null where nothing did. */
  readonly answered: RecordedAnswer | null;
}

/** A piece of what is sent: text as it is, or what stands for a value that another run has anew. */
export type Part =
  | string
  | { readonly kind: "base" }
  | { readonly kind: "variable"; readonly name: string; readonly into?: Escape }
  | { readonly kind: "saved"; readonly name: string; readonly into?: Escape }
  /** The name of a document that must not be there yet; equal numbers are one name. */
  | { readonly kind: "new"; readonly number: number }
  | { readonly kind: "payload"; readonly bytes: Buffer; readonly as: "base64" | "url" | "raw" };

/** What a value is escaped for where it stands. */
export type Escape = "xml" | "json" | "url";

export interface Save {
  readonly name: string;
  readonly from: ExportedPlace;
}

/** An attribute of the answer element in any letter case, or a place as rule files write it. */
export type ExportedPlace = { readonly attribute: string } | SavedPlace;

/** One thing that must hold of an answer. */
export interface ExportedCheck {
  /** As the report's `expected`. */
  readonly words: string;
  readonly holds: Condition;
}

/** An answer as a report has it. */
export interface RecordedAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where it was no text, or not kept whole. */
  readonly text: string | undefined;
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string | undefined;
  readonly length: number | undefined;
}

/** Why a failure, or a part of it, cannot be written as a test: a sentence without its full stop. */
export class NotExpressible extends Error {
  override readonly name = "NotExpressible";
}
