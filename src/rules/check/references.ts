import type { JsonValue } from "../../model/value.ts";
import { stringsIn } from "../source/strings-in.ts";

/** `$name` or `$name.part`; anything else is a literal. `$$` begins a literal dollar. */
const REFERENCE = /^\$([A-Za-z][A-Za-z0-9]*)((?:\.[A-Za-z0-9_-]+)*)$/;

/** The name and the path of a reference, or undefined for a literal. */
export function parseReference(
  value: JsonValue | undefined,
): { readonly name: string; readonly path: readonly string[] } | undefined {
  if (typeof value !== "string" || !value.startsWith("$")) return undefined;
  const match = REFERENCE.exec(value);
  if (!match) return undefined;
  return { name: match[1] ?? "", path: match[2] ? match[2].slice(1).split(".") : [] };
}

/** Whether any reference inside a value, at any depth, keys included, is to one of some names. */
export function refersTo(value: JsonValue | undefined, isName: (name: string) => boolean): boolean {
  if (typeof value === "string") {
    const reference = parseReference(value);
    return reference !== undefined && isName(reference.name);
  }
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((item: JsonValue) => refersTo(item, isName));
  const members = value as Readonly<Record<string, JsonValue>>;
  return Object.keys(members).some(
    (key) => refersTo(key, isName) || refersTo(members[key], isName),
  );
}

/** Every reference inside a value, at any depth, keys included. */
export function referencesIn(value: JsonValue | undefined): readonly string[] {
  return stringsIn(value)
    .map(({ text }) => text)
    .filter((text) => parseReference(text));
}
