import type { ReasonKind } from "./wording.ts";

/** How the answer of an operation is wrapped. */
export interface Envelope {
  readonly root: "response" | "root" | "Response";
  /** Whether a success carries `error=""`. */
  readonly errorOnSuccess: boolean;
}

/** The white space of an element, and how one without content ends. */
export interface Layout {
  /** Stands before each attribute. */
  readonly between: string;
  /** `tag`: by an end tag. */
  readonly end: " />" | "/>" | "tag";
  /** Stands around the text of an element, and between the elements of a SOAP message. */
  readonly around: string;
}

/** How answers are written. */
export interface AnswerStyle {
  readonly envelope: (operation: string) => Envelope;
  /** Of answers to GET and POST. */
  readonly contentType: string;
  /** What stands before the root: a byte order mark, a declaration, or nothing. */
  readonly prolog: string;
  /** The namespace declaration of the root: of answers to GET and POST, and inside SOAP. */
  readonly namespace: { readonly form: string; readonly soap: string };
  readonly layout: Layout;
  readonly order: "verdict-first" | "verdict-last";
  /** Attributes that this server does not know. */
  readonly omits: ReadonlySet<string>;
  /** The `errorCode` of a refusal. Absent: there is no such attribute. */
  readonly errorCodes?: Readonly<Record<ReasonKind, number>>;
  /** How DownloadDocument answers over GET and POST. */
  readonly document: "bytes" | "base64Binary" | "json";
}
