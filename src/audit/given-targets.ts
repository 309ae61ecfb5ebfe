import { loadTargets, targetsIn } from "../config/targets/load-targets.ts";
import { ALL_TARGETS } from "../config/targets/named-targets.ts";
import { unauthorizedTargets } from "../config/targets/unauthorized-targets.ts";
import { UsageError } from "../model/errors.ts";
import type { Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { givenDocument } from "../schema/given-document.ts";
import type { AuditOptions } from "./audit-options.ts";

/**
 * The targets of an audit: those of a file, or those that were given.
 *
 * @throws UsageError as loadTargets; `target-not-authorized` for one on another host
 */
export function givenTargets(
  { targets: given, target: names, iMayTestThisTarget }: AuditOptions,
  specs: Specs,
  cwd: string,
): readonly Target[] {
  const { env } = process;
  const isFile = typeof given === "string" || given === undefined;
  const targets = isFile
    ? loadTargets({ file: given, cwd, env, specs }).select(names ?? [])
    : targetsIn(givenDocument({ targets: given }), { folder: cwd, cwd, env, specs }).select(
        names ?? [ALL_TARGETS],
      );
  const strange = iMayTestThisTarget ? [] : unauthorizedTargets(targets, specs.services);
  if (strange.length === 0) return targets;
  throw new UsageError(
    "target-not-authorized",
    strange.map(({ name, url }) => ({
      message: `the target "${name}" is on another host: ${url}`,
      hint: "if you may test it, say so with iMayTestThisTarget: true, or authorized: true in its entry",
    })),
  );
}
