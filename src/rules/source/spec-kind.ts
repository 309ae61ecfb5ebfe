/** What a rule file holds. */
export type SpecKind = "service" | "shared" | "statements" | "faults" | "rules";

/** Keys that stand at the top of no other file. */
const SERVICE_KEYS: readonly string[] = [
  "operations",
  "fixtures",
  "credentials",
  "capabilities",
  "boundaries",
  "announced",
  "target",
  "greetings",
  "samples",
  "places",
];

/** The kind is told by the keys at the top that only files of that kind have; rules are the default. */
export function kindOf(keys: readonly string[]): SpecKind {
  // It has a target, too.
  if (keys.includes("faults")) return "faults";
  if (SERVICE_KEYS.some((key) => keys.includes(key))) return "service";
  if (keys.includes("templates")) return "shared";
  if (keys.includes("statements") && !keys.includes("rules")) return "statements";
  return "rules";
}
