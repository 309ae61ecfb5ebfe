import { resolve } from "node:path";
import { toolDigest } from "../config/files/tool-digest.ts";
import { toolVersion } from "../config/files/tool-version.ts";
import { beginVerdicts } from "../config/files/verdicts-file.ts";
import type { Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { servicesOf } from "../run/target/services-of.ts";
import type { RulesOfTargets } from "./last-reports.ts";
import type { Part } from "./plan-part.ts";
import type { Begun } from "./report-of.ts";
import { leastOf, runInfo } from "./report-of.ts";
import type { RunJournal } from "./run-journal.ts";
import type { RunOptions } from "./run-options.ts";

/**
 * Keeps the verdicts of a run in a file while they fall; `remove` when its report is written.
 *
 * @param about.repeats whether a unit has a verdict again and again, each instead of the one before
 */
export function keepVerdicts(
  about: Begun & {
    readonly specs: Specs;
    readonly specsFolders: readonly string[];
    readonly targets: readonly Target[];
    readonly options: RunOptions;
    readonly part: Part;
    readonly account: RunJournal;
    readonly tag: string;
    readonly seed: number;
    /** By target: which of the selected rules are judged of it; all when undefined. */
    readonly only?: RulesOfTargets | undefined;
    /** The folder of the report. */
    readonly out: string;
    readonly repeats?: boolean;
  },
): { verdict(verdict: UnitVerdict): void; remove(): void } {
  const { specs, specsFolders, targets, options, part, started, repeats = false } = about;
  const digest = toolDigest();
  const least = leastOf(targets, options);
  const header: Parameters<typeof beginVerdicts>[1] = {
    tool: { version: toolVersion(), ...(digest === undefined ? {} : { digest }) },
    run: { ...runInfo(about), journal: about.account.journal },
    specs: { digest: specs.digest, folders: specsFolders.map((folder) => resolve(folder)) },
    selected: part.selected.map(({ rule, bindings }) => ({ rule: rule.id, bindings })),
    elsewhere: part.elsewhere,
    targets: targets.map((target) => {
      const { name, description } = target;
      const enough = least(name);
      const only = about.only?.get(name);
      return {
        name,
        services: servicesOf(target),
        ...(only === undefined ? {} : { only: [...only] }),
        ...(description === undefined ? {} : { description }),
        ...(enough === undefined ? {} : { least: enough }),
      };
    }),
  };
  const file = beginVerdicts(about.out, header, { repeats });
  return {
    verdict: (verdict) => file.append({ atMs: Math.round(performance.now() - started), verdict }),
    remove: file.remove,
  };
}
