import type { BindingProblem } from "../dialect/framework.ts";
import type { ValueStyle } from "../dialect/value-style.ts";
import type { FaultName, Faults } from "../faults.ts";
import { isBase64 } from "./base64.ts";
import type { InfoRouterBinding } from "./binding.ts";
import type { Arguments } from "./call.ts";
import { convertInt } from "./convert-int.ts";
import { LongText } from "./long-text.ts";
import type { Operation, Parameter } from "./operation.ts";

/**
 * What the dialect's framework does before an operation sees a call: refuses it for the first
 * parameter, in the declared order, that is missing or of another type. The order of checks that
 * documents state is that of well-formed parameters (DUH-08, DDH-08).
 */
export function bindParameters(
  { parameters, switches }: Operation,
  binding: InfoRouterBinding,
  value: Arguments,
  values: ValueStyle,
  faults: Faults<FaultName>,
): void {
  const { framework } = values;
  if (!framework) return;
  const on = (name: FaultName | undefined) => name !== undefined && faults.has(name);
  for (const parameter of parameters) {
    const taken = value(parameter.name);
    if (Buffer.isBuffer(taken)) continue;
    if (taken instanceof LongText && parameter.type === "bytes") continue;
    const given = taken instanceof LongText ? taken.text() : taken;
    if (framework.misses(parameter, given, binding)) {
      if (on(switches?.acceptsMissing)) continue;
      throw framework.refuse({ kind: "missing", name: parameter.name }, binding);
    }
    if (given === undefined || on(switches?.readsAnyText)) continue;
    const problem = findProblem(parameter, given, values);
    if (problem) throw framework.refuse(problem, binding);
  }
}

function findProblem(
  { name, type }: Parameter,
  value: string,
  values: ValueStyle,
): BindingProblem | undefined {
  return isConvertible(type, value, values)
    ? undefined
    : { kind: "unconvertible", name, type, value };
}

function isConvertible(type: Parameter["type"], text: string, values: ValueStyle): boolean {
  switch (type) {
    case "int":
      return convertInt(text, values) !== undefined;
    case "boolean":
      return values.readBoolean(text) !== undefined;
    case "bytes":
      return isBase64(text);
    case "ticket":
    case "guid":
    case "string":
      return true;
    default:
      return type satisfies never;
  }
}
