import type { ReferenceOptions } from "../../../reference/server.ts";
import type { Binding } from "../../../src/model/binding.ts";
import type { Rule } from "../../../src/model/rule.ts";
import type { ServiceTarget, Target } from "../../../src/model/target.ts";
import type { UnitVerdict } from "../../../src/model/unit.ts";
import { asBinding, judgeWith, SPECS } from "../../run/judge-with.ts";
import { withSettings } from "../../run/open-reference.ts";

/** The rules whose built-in property has a name that begins so; each judges. */
export function rulesOf(prefix: string): readonly Rule[] {
  return SPECS.rules
    .filter(({ service, property }) => service === "inforouter" && property?.startsWith(prefix))
    .map(asBinding);
}

/** Faults with a name that says over which binding they show; the others show over each. */
const BINDING_OF: readonly (readonly [RegExp, Binding])[] = [
  [/^soap-/, "soap11"],
  [/^chunk|^cut-body/, "post"],
];

/** The first of some rules that claims a fault, over one binding over which it must show. */
export function claimOf(fault: string, rules: readonly Rule[]): Rule {
  const claims = rules.filter(({ faults }) => faults.includes(fault));
  // Of a handler operation, which is the cheapest to call.
  const rule = claims.find(({ operation }) => operation.startsWith("Delete")) ?? claims[0];
  if (!rule) throw new Error(`no rule claims ${fault}`);
  if (rule.together) return rule;
  const [, wanted = "get"] = BINDING_OF.find(([pattern]) => pattern.test(fault)) ?? [];
  const binding = rule.bindings.includes(wanted) ? wanted : rule.bindings[0];
  return { ...rule, bindings: binding ? [binding] : [] };
}

/** Judges rules with safety `full` on a server of their own. */
export async function judged(
  rules: readonly Rule[],
  server: ReferenceOptions,
  options: {
    readonly seed?: number;
    readonly runs?: number;
    readonly shrink?: boolean;
    readonly change?: (target: Target) => Target;
  } = {},
): Promise<{ readonly verdicts: readonly UnitVerdict[]; readonly leftovers: readonly string[] }> {
  const { change = (target: Target) => target, ...others } = options;
  return judgeWith(rules, server, {
    ...others,
    change: (target) => change({ ...target, safety: "full" }),
  });
}

/** What did not pass, in a line each. */
export function complaints(verdicts: readonly UnitVerdict[]): readonly string[] {
  return verdicts
    .filter(({ verdict }) => verdict !== "pass")
    .map(({ rule, binding, verdict, reason }) => `${rule} ${binding}: ${verdict} ${reason}`);
}

/** The target at another address; its ticket needs no login, so that rules get as far as they can. */
export function moved(target: Target, baseUrl: string): Target {
  const users = { owner: { ticket: TICKET } };
  const { services, ...others } = withSettings(target, "inforouter", { baseUrl, users });
  return { ...others, services: { inforouter: services["inforouter"] as ServiceTarget } };
}

/** A ticket that servers of tests may know. */
export const TICKET = "0a1b2c3d-0000-4000-8000-000000000001";
