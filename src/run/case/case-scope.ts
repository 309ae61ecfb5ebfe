import type { Scope, ScopeValue } from "../../judge/checks/scope.ts";
import type { Rule } from "../../model/rule.ts";
import { userOf } from "../../model/settings.ts";
import type { JsonValue } from "../../model/value.ts";
import { predefinedValue } from "../service/predefined-values.ts";
import type { ScopedTarget } from "../target/target-parts.ts";
import { guidOf } from "./seed.ts";

/** The names of one case, which its steps look up and add to. */
export interface CaseScope extends Scope {
  has(name: string): boolean;
  set(name: string, value: ScopeValue): void;
  delete(name: string): void;
}

/** What the values of the predefined names are made from. */
interface CaseOrigin {
  readonly open: ScopedTarget;
  readonly rule: Rule;
  readonly index: number;
}

/**
 * The names that a case begins with: its inputs, and what every step knows (`predefinedNames`). The latter
 * are made when they are first asked for: most cases need few of them.
 *
 * @param index which case of the property it is; names that must be new differ by it
 */
export function caseScope(
  open: ScopedTarget,
  rule: Rule,
  inputs: Readonly<Record<string, JsonValue>>,
  index: number,
): CaseScope {
  const known = new Map<string, ScopeValue | undefined>();
  const scope: CaseScope = {
    get: (name) => {
      const value = known.get(name);
      if (value !== undefined || known.has(name)) return value;
      if (Object.hasOwn(inputs, name)) return inputs[name];
      const made = predefined(name, { open, rule, index }, scope);
      if (made !== undefined) known.set(name, made);
      return made;
    },
    has: (name) => scope.get(name) !== undefined,
    set: (name, value) => void known.set(name, value),
    // A name that a step saves has no value when the answer has none, whatever it was before.
    delete: (name) => void known.set(name, undefined),
  };
  return scope;
}

function predefined(
  name: string,
  { open, rule, index }: CaseOrigin,
  scope: Scope,
): ScopeValue | undefined {
  const service = open.services[rule.service];
  const entry = open.target.services[rule.service];
  switch (name) {
    case "unissued": {
      const made = guidOf(open.seed, rule.id, index, "never issued");
      open.unissued.note(made);
      return made;
    }
    case "owner":
    case "stranger": {
      const user = service && userOf(service, entry, name);
      return user && "uid" in user ? { ...user } : {};
    }
    case "sent":
      return Buffer.alloc(0);
    case "round":
      return 0;
    default:
      return (
        service &&
        predefinedValue(name, service, scope, {
          target: entry ?? {},
          newName: () => `${open.tag}-${open.next()}`,
        })
      );
  }
}
