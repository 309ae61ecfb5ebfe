import fc from "fast-check";
import type { Binding } from "../../model/binding.ts";

/** How a call of a sequence travels; POST, which every operation has, is the simplest. */
export const ANY_BINDING: fc.Arbitrary<Binding> = fc.constantFrom<Binding>("post", "get", "soap11");

/** The binding of a command, or the first that the unit is about. */
export function bindingOf(over: Binding, bindings: readonly Binding[]): Binding {
  return bindings.includes(over) ? over : (bindings[0] ?? over);
}
