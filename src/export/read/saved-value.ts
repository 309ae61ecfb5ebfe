import { jsonPointer } from "../../judge/answer/json-pointer.ts";
import { linearPattern } from "../../model/linear-pattern.ts";
import type { SavedFrom } from "../../model/saved-from.ts";
import type { ExportedPlace, RecordedAnswer } from "../exported-test.ts";
import type { AnswerKind } from "../judge/conditions-of.ts";
import { subjectIn } from "../judge/holds.ts";
import { pointerOf } from "../judge/matched.ts";

/** Where an exported test finds a value that a step saves: a name is an attribute, or a member of JSON. */
export function placeOf(from: SavedFrom, kind: AnswerKind): ExportedPlace {
  if (typeof from === "object") return from;
  return kind === "status" ? { json: pointerOf(from) } : { attribute: from };
}

/** The text that stood there when it was recorded; undefined where none did. */
export function savedText(place: ExportedPlace, answer: RecordedAnswer): string | undefined {
  const found = valueAt(place, answer);
  return found === undefined || typeof found === "object" ? undefined : String(found);
}

function valueAt(place: ExportedPlace, answer: RecordedAnswer): unknown {
  if ("attribute" in place) {
    return subjectIn({ kind: "attribute", name: place.attribute, anyCase: true }, answer);
  }
  if ("header" in place) return subjectIn({ kind: "header", name: place.header }, answer);
  if ("text" in place) return linearPattern(place.text).firstGroup(answer.text ?? "");
  try {
    return jsonPointer(JSON.parse(answer.text ?? ""), place.json)[0];
  } catch {
    return undefined;
  }
}
