import { plain } from "../../judge/checks/evaluate.ts";
import type { Scope, ScopeValue } from "../../judge/checks/scope.ts";
import type { Operations, Parameter } from "../../model/operation.ts";
import type { Service } from "../../model/service.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import { referencesIn } from "../../rules/check/references.ts";
import { predefinedValue } from "./predefined-values.ts";

/**
 * Operations whose parameters have the defaults that a target's settings give them: a default may be a value
 * over the names of its service, `$shelf`. One whose settings are not there is none.
 *
 * @param tag what new names begin with
 */
export function withDefaultValues(
  operations: Operations,
  {
    target,
    services,
    tag,
  }: {
    readonly target: Target;
    readonly services: Readonly<Record<ServiceName, Service>>;
    readonly tag: string;
  },
): Operations {
  return Object.fromEntries(
    Object.entries(operations).map(([serviceName, ofService]) => {
      const service = services[serviceName];
      const own = { target: target.services[serviceName] ?? {}, newName: () => tag };
      const scope: Scope = {
        get: (other): ScopeValue | undefined =>
          service && predefinedValue(other, service, scope, own),
      };
      const described = Object.entries(ofService).map(([name, operation]) => {
        if (!operation.parameters.some(isComputed)) return [name, operation] as const;
        const parameters = operation.parameters.map((one) => withDefault(one, scope));
        return [name, { ...operation, parameters }] as const;
      });
      return [serviceName, Object.fromEntries(described)];
    }),
  );
}

function isComputed(parameter: Parameter): boolean {
  return parameter.default !== undefined && referencesIn(parameter.default).length > 0;
}

function withDefault(parameter: Parameter, scope: Scope): Parameter {
  const { default: given, ...others } = parameter;
  if (given === undefined || !isComputed(parameter)) return parameter;
  const isThere = referencesIn(given).every(
    (one) => scope.get(one.slice(1).split(".")[0] ?? "") !== undefined,
  );
  return isThere ? { ...others, default: plain(given, scope) } : others;
}
