import type { JsonValue } from "../../model/value.ts";
import { isEmptyDocument } from "../answer/answer.ts";
import { bytesOf } from "../answer/bytes-of.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import { tellDifference } from "../answer/tell-difference.ts";
import type { CheckContext } from "./check-context.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * A document with exactly the bytes that a reference or a description stands for. Where none were sent an
 * empty one is that document, though it may stand for a failure (DLD-02).
 */
export function matchBytes(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const bytes = bytesOf(wanted, context.scope);
  if (!bytes) throw new Error(`${JSON.stringify(wanted)} stands for no bytes`);
  const expected = `a document of exactly the ${bytes.length} bytes that were sent`;
  if (answer.kind !== "document") return [{ expected, actual: describeAnswer(answer) }];
  if (answer.bytes.equals(bytes)) return [];
  if (isEmptyDocument(answer)) return [{ expected, actual: describeAnswer(answer) }];
  const where = tellDifference(bytes, answer.bytes);
  return [{ expected, actual: `${describeAnswer(answer)}${where}` }];
}
