import type { Plain } from "../../model/value.ts";
import type { CheckContext } from "./check-context.ts";
import { expectThat } from "./expect-that.ts";
import { matchValue } from "./match-value.ts";
import type { Mismatch } from "./mismatch.ts";

/** Attributes of the answer element; any other kind of answer has none. */
export function matchAttributes(wanted: Plain, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const matchers = Object.entries(wanted as Readonly<Record<string, Plain>>);
  return matchers.flatMap(([name, matcher]) => {
    const actual = answer.kind === "element" ? answer.attributes[name] : undefined;
    return matchValue(matcher, actual, name, context).flatMap((predicate) =>
      expectThat(false, `${name} ${predicate}`, context),
    );
  });
}
