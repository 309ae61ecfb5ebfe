import { linearPattern } from "../../model/linear-pattern.ts";
import type { SavedPlace } from "../../model/saved-from.ts";
import type { Answer } from "./answer.ts";
import { jsonOf, textOf } from "./body-of.ts";
import { jsonPointer } from "./json-pointer.ts";

/**
 * The value that stands at a place of an answer, as text; undefined where there is none. Objects, lists
 * and null are no values.
 */
export function valueAt(place: SavedPlace, answer: Answer): string | undefined {
  if ("header" in place) {
    const { headers = {} } = answer;
    const name = place.header.toLowerCase();
    return Object.hasOwn(headers, name) ? headers[name] : undefined;
  }
  if ("json" in place) {
    const [found] = jsonPointer(jsonOf(answer), place.json);
    return typeof found === "object" || found === undefined ? undefined : String(found);
  }
  return linearPattern(place.text).firstGroup(textOf(answer) ?? "");
}
