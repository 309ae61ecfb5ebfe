import { UsageError } from "../../model/errors.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { isObject } from "../../schema/schema-object.ts";
import { interpolate } from "./interpolate.ts";
import { ALL_TARGETS, unknownTarget } from "./named-targets.ts";

/**
 * The names in `default`, or the only target where there is just one; empty otherwise.
 *
 * @throws UsageError `target-unknown` when `default` names no target
 */
export function defaultTargets(
  document: SourceDocument,
  names: readonly string[],
  lookup: (variable: string) => string | undefined,
): readonly string[] {
  const given = isObject(document.value) ? document.value["default"] : undefined;
  if (given === undefined) return names.length === 1 ? names : [];
  const { value } = interpolate(given, lookup);
  const wanted = [value].flat().map(String);
  if (wanted.includes(ALL_TARGETS)) return names;
  const problems = wanted.flatMap((name, index) => {
    if (names.includes(name)) return [];
    return [{ ...unknownTarget(name, names), at: document.positionOf(["default", index]) }];
  });
  if (problems.length > 0) throw new UsageError("target-unknown", problems);
  return [...new Set(wanted)];
}
