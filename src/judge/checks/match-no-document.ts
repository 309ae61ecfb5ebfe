import type { JsonValue } from "../../model/value.ts";
import { isRefused } from "../answer/answer.ts";
import type { CheckContext } from "./check-context.ts";
import { expectThat } from "./expect-that.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * No byte of a document: a refusal, or an empty document, which is how the documents of byte operations
 * say that there is none.
 */
export function matchNoDocument(_: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const isEmpty = answer.kind === "document" && answer.bytes.length === 0;
  return expectThat(isRefused(answer) || isEmpty, "no bytes of a document", context);
}
