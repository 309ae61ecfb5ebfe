import type { DocumentPath } from "../../schema/document.ts";

/** `$${`, `${NAME}`, `${NAME:-default}`, or a `${` that begins none of them. A default has no `}`. */
const PART = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}|\$\{/g;

/** Why a text could not be filled in. */
export type Gap =
  | { readonly kind: "missing"; readonly path: DocumentPath; readonly variable: string }
  | { readonly kind: "malformed"; readonly path: DocumentPath };

export interface Filled {
  readonly value: unknown;
  readonly gaps: readonly Gap[];
}

/**
 * Fills the variables of every text inside a value. `${NAME}` takes a variable that is set, be it
 * empty; `${NAME:-default}` takes the default when it is not set or empty; `$${` is a literal
 * `${`. What a variable holds is not filled in again. Keys stay as they are. Each gap is reported
 * with its path.
 */
export function interpolate(
  value: unknown,
  lookup: (name: string) => string | undefined,
  path: DocumentPath = [],
): Filled {
  if (typeof value === "string") return fillText(value, lookup, path);
  if (typeof value !== "object" || value === null) return { value, gaps: [] };
  if (Array.isArray(value)) {
    const items = value.map((item, index) => interpolate(item, lookup, [...path, index]));
    return { value: items.map((item) => item.value), gaps: items.flatMap(({ gaps }) => gaps) };
  }
  const members = Object.entries(value).map(
    ([key, member]) => [key, interpolate(member, lookup, [...path, key])] as const,
  );
  return {
    value: Object.fromEntries(members.map(([key, filled]) => [key, filled.value])),
    gaps: members.flatMap(([, filled]) => filled.gaps),
  };
}

function fillText(
  text: string,
  lookup: (name: string) => string | undefined,
  path: DocumentPath,
): Filled {
  const gaps: Gap[] = [];
  const value = text.replace(PART, (part: string, variable?: string, fallback?: string) => {
    if (part === "$${") return "${";
    if (variable === undefined) {
      gaps.push({ kind: "malformed", path });
      return part;
    }
    const found = lookup(variable);
    if (fallback !== undefined) return found || fallback;
    if (found === undefined) gaps.push({ kind: "missing", path, variable });
    return found ?? "";
  });
  return { value, gaps };
}

/** The text that fills in as `text` itself. */
export function escapeVariables(text: string): string {
  return text.replaceAll("${", () => "$${");
}
