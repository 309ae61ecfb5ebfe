import fc from "fast-check";
import { type Binding, bindingsThat, firstBinding } from "../../model/binding.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import type { Planned } from "./event.ts";

/** How a call of a sequence travels; POST, which every operation has, is the simplest. */
export const ANY_BINDING: fc.Arbitrary<Binding> = fc.constantFrom(
  ...bindingsThat(({ argumentsIn }) => argumentsIn === "form"),
  ...bindingsThat(({ argumentsIn, isAlone }) => argumentsIn !== "form" && !isAlone),
);

/** The binding that a planned call goes over: the first of the unit where it is none of them. */
export function bindingOf(
  over: Planned<unknown>["over"],
  { bindings }: Pick<CaseState, "bindings">,
): Binding {
  return over !== "own" && bindings.includes(over) ? over : firstBinding(bindings);
}

/** As `bindingOf`, for a race: any binding that the target offers, whichever the unit is about. */
export function offeredBinding(
  over: Planned<unknown>["over"],
  { open, rule, bindings }: CaseState,
): Binding {
  const { bindings: offered = [] } = open.target.services[rule.service] ?? {};
  return over !== "own" && offered.includes(over) ? over : firstBinding(bindings);
}
