import type { Secrets } from "./secrets.ts";

/**
 * The secrets as they are now, after one look at many texts at once: to redact each of them is then to look it up.
 * Secrets that are added later are not found in them.
 */
export function lookedAtTogether(
  secrets: Secrets,
  texts: Iterable<string>,
): Pick<Secrets, "redact" | "cut"> {
  const own = [...new Set(texts)];
  const shown = secrets.redactAll(own);
  const known = new Map(own.map((text, index) => [text, shown[index] ?? ""]));
  return {
    redact: (text) => known.get(text) ?? secrets.redact(text),
    cut: (text, most, more) =>
      (text.length > most ? undefined : known.get(text)) ?? secrets.cut(text, most, more),
  };
}
