import type { JsonValue } from "../../model/value.ts";
import { PREDEFINED } from "../compile/predefined.ts";

/** What a name that steps refer to stands for, as far as it is known before the run. */
export type KnownName =
  /** A text or number: saved from an answer, generated, or predefined. */
  | { readonly kind: "value" }
  /** An input from a table; `rows` where the rule lists them. */
  | { readonly kind: "input"; readonly rows?: readonly JsonValue[] }
  /** A whole answer. */
  | { readonly kind: "answer" }
  /** The bytes of a document. */
  | { readonly kind: "bytes" }
  /** Has parts, and is no value itself: `$documents.readable`. */
  | { readonly kind: "parts"; readonly parts: readonly string[] };

const SPECIAL: Readonly<Record<string, KnownName>> = {
  sent: { kind: "bytes" },
  documents: { kind: "parts", parts: ["readable"] },
  owner: { kind: "parts", parts: ["uid", "pwd"] },
  folders: { kind: "parts", parts: ["writable"] },
};

/** The names that every step knows. */
export function predefinedNames(): Map<string, KnownName> {
  return new Map(PREDEFINED.map((name) => [name, SPECIAL[name] ?? { kind: "value" }]));
}

/** How a reference to one of these names is written, one for each part where there are parts. */
export function referencesTo(names: ReadonlyMap<string, KnownName>): readonly string[] {
  return [...names].flatMap(([name, known]) =>
    known.kind === "parts" ? known.parts.map((part) => `$${name}.${part}`) : `$${name}`,
  );
}
