import type { Answer } from "../../judge/answer/answer.ts";
import { attributeOf } from "../../judge/answer/attribute-of.ts";
import { valueAt } from "../../judge/answer/value-at.ts";
import type { SavedFrom } from "../../model/saved-from.ts";
import { tokenIn } from "../service/token-in.ts";
import type { CaseState } from "./case-state.ts";

/** An answer, and its values by the names that rules use. */
interface Saving {
  readonly answer: Answer;
  readonly values: Readonly<Record<string, string>>;
}

/** Longer values of a server are not sent back to it, and count as none: ids and tickets have some tens. */
const MOST_CHARS = 16 * 1024;

/**
 * Keeps values of an answer under names. A name whose value the answer lacks has none, whatever it was
 * before. What a step saves is set-up: it is read in any letter case, and judged where a rule is about its
 * name.
 */
export function saveValues(
  names: Readonly<Record<string, SavedFrom>>,
  saving: Saving,
  state: CaseState,
): void {
  const { scope, saved } = state;
  for (const [name, from] of Object.entries(names)) {
    const value = valueFrom(from, saving, state);
    if (value === undefined || value.length > MOST_CHARS) scope.delete(name);
    else scope.set(name, value);
    saved.add(name);
  }
}

/** A token goes by several names. */
function valueFrom(
  from: SavedFrom,
  { answer, values }: Saving,
  { open, rule }: CaseState,
): string | undefined {
  if (typeof from === "object") return valueAt(from, answer);
  const service = open.services[rule.service];
  return from === service?.credentials?.login?.token[0]
    ? tokenIn(service, values)
    : attributeOf(values, from);
}
