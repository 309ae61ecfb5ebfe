import type { Rule } from "../../model/rule.ts";
import type { KnownTarget } from "../target/target-parts.ts";

/** The names of a service's samples, each once. */
export function sampleNames(
  { services }: Pick<KnownTarget, "services">,
  { service }: Rule,
): readonly string[] {
  const samples = Object.values(services[service]?.samples ?? {});
  return [...new Set(samples.flatMap(({ calls }) => calls.map(({ name }) => name)))];
}
