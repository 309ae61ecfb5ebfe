import { ReferenceOptionsError } from "./errors.ts";
import { FAULTS, type FaultName, type Faults } from "./faults.ts";
import { nearNames } from "./near-names.ts";

/**
 * Switches the named faults on. Throws `fault-unknown` with the nearest names.
 *
 * @param onAsked told of each fault that is asked for, on or off
 */
export function selectFaults(
  names: readonly string[],
  onAsked?: (name: FaultName) => void,
): Faults<FaultName> {
  const known: ReadonlySet<string> = new Set(FAULTS.map((fault) => fault.name));
  for (const name of names) {
    if (known.has(name)) continue;
    const near = nearNames(name, [...known]).join(", ");
    throw new ReferenceOptionsError(
      "fault-unknown",
      `There is no fault "${name}". Did you mean one of: ${near}?`,
    );
  }
  const on: ReadonlySet<string> = new Set(names);
  return {
    has: (name) => {
      onAsked?.(name);
      return on.has(name);
    },
  };
}
