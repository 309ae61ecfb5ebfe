import type { Environment } from "../../src/config/targets/environment.ts";
import { loadTargets } from "../../src/config/targets/load-targets.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

/** A targets file as a command reads it that names no rule files; `targets.json`, without any variable, by default. */
export function readTargets(
  cwd: string,
  options: { readonly file?: string; readonly env?: Environment } = {},
): ReturnType<typeof loadTargets> {
  return loadTargets({ cwd, env: {}, specs: BUILT_IN, ...options });
}
