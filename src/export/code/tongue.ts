import type { JsonValue } from "../../model/value.ts";

/** How a programming language says what every exported test has to say. */
export interface Tongue {
  /** Any JSON value as a literal; a text is one of exactly these characters, whatever they are. */
  literal(value: JsonValue): string;
  /** A call of a helper, whose name is given as JavaScript writes names. */
  call(name: string, ...args: readonly string[]): string;
  readonly and: string;
  readonly or: string;
  not(part: string): string;
  /** The value that an earlier answer gave. */
  saved(name: string): string;
  /** Bytes of a text in UTF-8. */
  encoded(text: string): string;
  /** Several bytes as one. */
  joined(parts: readonly string[]): string;
}
