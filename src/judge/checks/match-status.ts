import type { JsonValue } from "../../model/value.ts";
import type { CheckContext } from "./check-context.ts";
import { expectThat } from "./expect-that.ts";
import type { Mismatch } from "./mismatch.ts";

/** The HTTP status: one, any of a class (`4xx`), or one of several such. */
export function matchStatus(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { status } = context.answer;
  const several: readonly JsonValue[] = Array.isArray(wanted) ? wanted : [wanted];
  const holds = several.some((one) => one === status || one === `${String(status)[0]}xx`);
  return expectThat(holds, `HTTP ${several.map(String).join(" or ")}`, context);
}
