import { formatCase } from "../../reporters/text/format-case.ts";
import { formatValue } from "../../reporters/text/format-value.ts";
import { truncate } from "../../reporters/text/truncate.ts";
import { visible } from "../../reporters/text/visible.ts";
import type { Failure, RecordedStep } from "../model/failure.ts";
import type { RuleReport } from "../model/report.ts";
import type { Target } from "../model/target.ts";

const MAX_LINE = 300;
/** A sequence can have hundreds of calls; the first ones tell what it is. */
const MAX_STEPS = 20;

/** Before a replay sends anything: what it asks, where, by which files, and what it sends there. */
export function replayWords(
  { rule, failure }: { readonly rule: RuleReport; readonly failure: Failure },
  target: Target,
  by: { readonly targets: string; readonly specs: readonly string[] },
): string {
  const service = Object.entries(target.services).find(([name]) => name === rule.service);
  const url = service?.[1].baseUrl ?? "no address";
  const { counterexample, steps } = failure;
  const inputs = Object.keys(counterexample).length > 0 ? formatCase(counterexample) : [];
  const more = steps.length - MAX_STEPS;
  const lines = [
    `asks ${target.name} at ${url} (${by.targets})`,
    ...(by.specs.length > 0
      ? [`by the built-in rule files and those of ${by.specs.join(", ")}`]
      : []),
    `about ${rule.id} on ${failure.binding}: ${rule.title}`,
    ...inputs.map((input) => `case ${input}`),
    ...steps.slice(0, MAX_STEPS).map((step, index) => `sends ${index + 1}  ${stepWords(step)}`),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  return `${lines.map((line) => visible(truncate(line, MAX_LINE))).join("\n")}\n`;
}

function stepWords(step: RecordedStep): string {
  const { call, binding, as, with: values, without = [], at, until, within } = step;
  const who = typeof as === "string" ? as : "somebody with a ticket of the case";
  const given = Object.entries(values).map(([name, value]) => `${name}=${formatValue(value)}`);
  return [
    `${call} by ${binding} as ${who}`,
    ...(given.length > 0 ? [`with ${given.join(", ")}`] : []),
    ...(at === undefined ? [] : [`at ${formatValue(at)}`]),
    ...(without.length > 0 ? [`without ${without.join(", ")}`] : []),
    ...(until === undefined ? [] : [`again and again for ${within} ms at most`]),
  ].join(" ");
}
