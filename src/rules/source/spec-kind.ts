/** What a rule file holds. */
export type SpecKind = "service" | "shared" | "statements" | "rules";

/** The kind is told by the keys at the top that only files of that kind have; rules are the default. */
export function kindOf(keys: readonly string[]): SpecKind {
  if (keys.includes("operations") || keys.includes("fixtures")) return "service";
  if (keys.includes("templates")) return "shared";
  if (keys.includes("statements") && !keys.includes("rules")) return "statements";
  return "rules";
}
