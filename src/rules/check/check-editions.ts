import type { FilePosition } from "../../model/errors.ts";
import type { Edition } from "../../model/rule.ts";
import type { Problems } from "../source/collect-problems.ts";
import { unknownName } from "./unknown-name.ts";

/** Which editions a statement or a rule says to promise it, and which to contradict it. */
interface Named {
  readonly editions?: readonly string[];
  readonly notIn?: readonly string[];
}

/**
 * Checks that the editions named are known, and that none both promises and contradicts.
 *
 * @param positionOf the place of a value: `positionOf("notIn", 0)`
 */
export function checkEditions(
  named: Named,
  known: ReadonlyMap<string, Edition>,
  problems: Problems,
  positionOf: (...inner: readonly (string | number)[]) => FilePosition,
): void {
  for (const list of ["editions", "notIn"] as const) {
    named[list]?.forEach((name, index) => {
      if (known.has(name)) return;
      const at = positionOf(list, index);
      problems.add(unknownName("edition", name, known.keys(), at, { missingFrom: "statements" }));
    });
  }
  named.notIn?.forEach((name, index) => {
    if (!named.editions?.includes(name)) return;
    const message = `the edition "${name}" is in both editions and notIn`;
    const hint = "name it in one of them: it promises this, or contradicts it";
    problems.add({ message, at: positionOf("notIn", index), hint });
  });
}
