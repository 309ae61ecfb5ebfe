import { evaluate, UnsavedReferenceError } from "../../judge/checks/evaluate.ts";
import type { Scope, ScopeValue } from "../../judge/checks/scope.ts";
import type { Service } from "../../model/service.ts";

/**
 * The value of a name that every step of a service knows (`Service.names`); undefined for another name,
 * and where the settings that it stands on are not there.
 *
 * @param known values of other names
 * @param own the engine's own: `$target`, the settings, and `$newName`, which is another one each time
 */
export function predefinedValue(
  name: string,
  { names }: Service,
  known: Scope,
  own: {
    readonly target: Readonly<Record<string, unknown>>;
    readonly newName: () => string;
  },
): ScopeValue | undefined {
  const value = Object.hasOwn(names, name) ? names[name] : undefined;
  if (value === undefined) return undefined;
  const scope: Scope = {
    get: (other) => {
      if (other === "target") return own.target as ScopeValue;
      return other === "newName" ? own.newName() : known.get(other);
    },
  };
  try {
    return evaluate(value, scope);
  } catch (error) {
    if (error instanceof UnsavedReferenceError) return undefined;
    throw error;
  }
}
