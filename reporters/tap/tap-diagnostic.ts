import { brokenStatements } from "../broken-statements.ts";
import type { JudgedUnit } from "../judged-units.ts";
import { formatCase } from "../text/format-case.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";

const MAX_VALUE = 1_000;

/** The YAML block below a test point that is not ok: every value a double-quoted scalar on its own line. */
export function tapDiagnostic({ rule, verdict, reason, failures }: JudgedUnit): readonly string[] {
  const [failure] = failures;
  const facts: readonly (readonly [string, string])[] = [
    ["severity", verdict === "inconclusive" ? "inconclusive" : rule.level],
    ["statements", brokenStatements(rule, failures).join(" ")],
    ["title", rule.title],
    ...(reason === null ? [] : [["reason", reason] as const]),
    ...(failure
      ? ([
          ["expected", failure.expected.join("; ")],
          ["actual", failure.actual],
          ["case", formatCase(failure.counterexample).join(", ")],
          ["reproduced", failure.reproduced],
          ["failure", failure.id],
        ] as const)
      : []),
  ];
  return ["---", ...facts.map(([name, value]) => `${name}: ${scalar(value)}`), "..."];
}

/** JSON strings are YAML strings once nothing in them is invisible. */
function scalar(text: string): string {
  return JSON.stringify(visible(truncate(text, MAX_VALUE)));
}
