import { didYouMean } from "./did-you-mean.ts";
import type { DocumentPath } from "./document.ts";
import type { Finding } from "./finding.ts";

/** A key that the schema does not know, with the closest of those it knows. */
export function unknownKey(path: DocumentPath, key: string, known: readonly string[]): Finding {
  const near = didYouMean(key, known);
  // `$schema` and the like are for editors: known, but not worth a suggestion of their own.
  const listed = known.filter((name) => !name.startsWith("$"));
  const hints = [
    ...(near === undefined ? [] : [`did you mean ${JSON.stringify(near)}?`]),
    listed.length === 0 ? "No key is allowed here" : `Known here: ${listed.join(", ")}`,
  ];
  return {
    path: [...path, key],
    part: "key",
    message: `unknown key ${JSON.stringify(key)}`,
    hint: hints.join(" "),
    unknown: key,
  };
}
