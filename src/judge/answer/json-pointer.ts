/**
 * Every value that a JSON pointer (RFC 6901) finds; `*` stands for every element of an array or
 * member of an object, so there can be many.
 */
export function jsonPointer(value: unknown, pointer: string): readonly unknown[] {
  return pointerParts(pointer).reduce<readonly unknown[]>(
    (found, part) =>
      found.flatMap((inner) => {
        if (typeof inner !== "object" || inner === null) return [];
        if (part === "*") return Object.values(inner);
        return Object.hasOwn(inner, part) ? [(inner as Record<string, unknown>)[part]] : [];
      }),
    [value],
  );
}

/** The names and numbers that a pointer leads through. */
export function pointerParts(pointer: string): readonly string[] {
  return pointer.split("/").slice(1).map(decodePart);
}

function decodePart(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
