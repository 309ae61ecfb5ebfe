import { GENERATORS } from "../../generators/registry.ts";
import { type ReferenceOptions, startReferenceServer } from "../../reference/server.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { readSpecs } from "../../src/config/files/read-specs.ts";
import { embeddedTarget } from "../../src/config/targets/embedded-target.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Target } from "../../src/model/target.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import { PROPERTIES } from "../../src/properties/registry.ts";
import { compileSpecs } from "../../src/rules/compile/compile-specs.ts";
import { bindingSets } from "../../src/rules/select/plan-units.ts";
import { judgeUnit } from "../../src/run/case/judge-unit.ts";
import { newTag, openTarget } from "../../src/run/target/open-target.ts";

/** The built-in rules. */
export const SPECS = compileSpecs(readSpecs([], process.cwd()), GENERATORS, PROPERTIES);

/** An embedded target as targets.json fills it in. */
export const EMBEDDED: Target = {
  name: "reference",
  services: {},
  limits: { requestsPerSecond: 0, concurrency: 8, timeoutMs: 10_000, maxUploadBytes: 2 ** 28 },
  safety: "full",
  tls: { rejectUnauthorized: true },
  authorized: false,
};

/** A rule that only observes, as one that judges: what it says has to hold. */
export function asBinding(rule: Rule): Rule {
  return rule.level === "MAY" ? { ...rule, level: "SHOULD" } : rule;
}

export interface Judged {
  readonly verdicts: readonly UnitVerdict[];
  readonly leftovers: readonly string[];
}

/** Judges rules against a reference server of its own, one after the other. */
export async function judgeWith(
  rules: readonly Rule[],
  server: ReferenceOptions,
  options: {
    readonly seed?: number;
    readonly runs?: number;
    readonly shrink?: boolean;
    readonly maxFailures?: number;
    readonly change?: (target: Target) => Target;
  } = {},
): Promise<Judged> {
  const { seed = 1, runs = 100, shrink = true, maxFailures, change = (target) => target } = options;
  const more = maxFailures === undefined ? {} : { maxFailures };
  const running = await startReferenceServer(server);
  try {
    const target = change(embeddedTarget(EMBEDDED, running));
    const open = await openTarget({ target, operations: SPECS.operations, seed, tag: newTag() });
    try {
      const verdicts: UnitVerdict[] = [];
      for (const rule of rules) {
        for (const bindings of bindingSets(rule, undefined)) {
          verdicts.push(
            await judgeUnit({
              open,
              rule,
              bindings,
              runs,
              shrink,
              vocabulary: VOCABULARY,
              ...more,
            }),
          );
        }
      }
      return { verdicts, leftovers: open.leftovers };
    } finally {
      await open.close();
    }
  } finally {
    await running.close();
  }
}
