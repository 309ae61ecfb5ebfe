import type { Rule } from "../../model/rule.ts";
import type { OpenTarget } from "../target/open-target.ts";

/** The names of a service's samples, each once. */
export function sampleNames({ services }: OpenTarget, { service }: Rule): readonly string[] {
  const samples = Object.values(services[service]?.samples ?? {});
  return [...new Set(samples.flatMap(({ calls }) => calls.map(({ name }) => name)))];
}
