import type { Plain } from "../model/value.ts";
import { stringsIn } from "./strings-in.ts";

/** `$name` or `$name.part`; anything else is a literal. `$$` begins a literal dollar. */
const REFERENCE = /^\$([A-Za-z][A-Za-z0-9]*)((?:\.[A-Za-z0-9_-]+)*)$/;

/** The name and the path of a reference, or undefined for a literal. */
export function parseReference(
  value: Plain | undefined,
): { readonly name: string; readonly path: readonly string[] } | undefined {
  const match = typeof value === "string" ? REFERENCE.exec(value) : null;
  if (!match) return undefined;
  return { name: match[1] ?? "", path: (match[2] ?? "").split(".").filter(Boolean) };
}

/** Every reference inside a value, at any depth, keys included. */
export function referencesIn(value: Plain | undefined): readonly string[] {
  return stringsIn(value)
    .map(({ text }) => text)
    .filter((text) => parseReference(text));
}
