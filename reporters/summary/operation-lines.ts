import type { OpenOperation } from "../../src/model/open-operations.ts";
import type { RuleReport, TargetReport } from "../../src/model/report.ts";
import { count } from "../text/count.ts";

/**
 * What there is to say of operations that are not as targets.json has them, one line each. The names are
 * those of the rule files.
 */
export function operationLines(target: TargetReport): readonly string[] {
  const { notOffered = [], contradicted = [] } = target.operations ?? {};
  const missing = notOffered.map((operation) => {
    const n = target.rules.filter((rule) => isLeftOutFor(operation, rule)).length;
    const left = n > 0 ? `${count(n, "rule")} not judged` : "no selected rule was left out for it";
    const listed = operation.wsdl === "lists" ? ", though its WSDL lists it" : "";
    return `${operation.name} is not offered${listed}: ${left}; declare it in operations.absent`;
  });
  const present = contradicted.map(({ name, wsdl }) => {
    const listed = wsdl === "lists" ? ", and its WSDL lists it" : "";
    return `declared absent, but answers: ${name}${listed}; take it out of operations.absent`;
  });
  return [...missing, ...present];
}

/** Whether a rule was not judged because an operation is not offered: it is told of with the operation. */
export function isOfMissingOperation({ operations }: TargetReport, rule: RuleReport): boolean {
  return operations?.notOffered.some((operation) => isLeftOutFor(operation, rule)) ?? false;
}

function isLeftOutFor({ name, service }: OpenOperation, rule: RuleReport): boolean {
  return rule.service === service && rule.reason === `${name} is not offered`;
}

/** The same in a few words: `1 operation not offered`. */
export function operationWords({ operations }: TargetReport): readonly string[] {
  const { notOffered = [], contradicted = [] } = operations ?? {};
  return [
    ...(notOffered.length > 0 ? [`${count(notOffered.length, "operation")} not offered`] : []),
    ...(contradicted.length > 0
      ? [`${count(contradicted.length, "operation")} declared absent, but answering`]
      : []),
  ];
}
