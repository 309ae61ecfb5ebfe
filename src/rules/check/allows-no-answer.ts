import type { Checks } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";

/** Whether checks take it that no answer comes, as one of their alternatives at least. */
export function allowsNoAnswer(checks: Checks | undefined): boolean {
  const alternatives = checks?.["oneOf"];
  return (
    checks?.["noAnswer"] === true ||
    (Array.isArray(alternatives) && alternatives.some((one: JsonValue) => isSilent(one)))
  );
}

function isSilent(alternative: JsonValue): boolean {
  return typeof alternative === "object" && alternative !== null && "noAnswer" in alternative;
}
