import { loadTargets } from "../config/targets/load-targets.ts";
import { unauthorizedTargets } from "../config/targets/unauthorized-targets.ts";
import { type Problem, UsageError } from "../model/errors.ts";
import type { Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";

export interface TargetOptions {
  readonly target?: readonly string[];
  readonly targets?: string;
  readonly iMayTestThisTarget?: boolean;
  readonly timeout?: number;
  readonly rate?: number;
  readonly concurrency?: number;
  /** Bytes that a run may send to each target. */
  readonly bytes?: number;
}

/**
 * The targets that the options name, with the limits of the command line over those of the file.
 *
 * @param specs whose services a target may have, and whose operations it may declare absent
 * @throws UsageError for a file or an entry that cannot be used, and for a target on another host
 *   that nobody has said may be tested
 */
export function loadSelectedTargets(
  options: TargetOptions,
  specs: Pick<Specs, "operations" | "services">,
): readonly Target[] {
  const file = loadTargets({
    file: options.targets,
    cwd: process.cwd(),
    env: process.env,
    specs,
  });
  const targets = file.select(options.target ?? []).map((target) => withLimits(target, options));
  const problems = unauthorized(targets, specs, options);
  if (problems.length > 0) throw new UsageError("target-not-authorized", problems);
  return targets;
}

function withLimits(target: Target, { timeout, rate, concurrency, bytes }: TargetOptions): Target {
  return {
    ...target,
    limits: {
      ...target.limits,
      ...(timeout === undefined ? {} : { timeoutMs: timeout }),
      ...(bytes === undefined ? {} : { runBytes: bytes }),
      ...(rate === undefined ? {} : { requestsPerSecond: rate }),
      ...(concurrency === undefined ? {} : { concurrency, overLink: concurrency }),
    },
  };
}

/** Nobody tests a stranger's server by a typo. */
function unauthorized(
  targets: readonly Target[],
  { services }: Pick<Specs, "services">,
  { iMayTestThisTarget }: TargetOptions,
): readonly Problem[] {
  if (iMayTestThisTarget) return [];
  return unauthorizedTargets(targets, services).map(({ name, url }) => ({
    message: `the target "${name}" is on another host: ${url}`,
    hint: 'if you may test it, say so once with --i-may-test-this-target, or write "authorized": true into its entry',
  }));
}
