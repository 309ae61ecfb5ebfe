import { areSame, type Bytes, partOf } from "../../model/made-bytes.ts";
import type { JsonValue } from "../../model/value.ts";
import { isAccepted, isEmptyDocument } from "../answer/answer.ts";
import { bytesOf } from "../answer/bytes-of.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import { wrongBytes } from "../answer/tell-difference.ts";
import type { CheckContext } from "./check-context.ts";
import { numberOf } from "./evaluate.ts";
import type { Mismatch } from "./mismatch.ts";
import type { Scope } from "./scope.ts";

/**
 * A document, or the body of an accepted REST answer, of exactly the bytes that a reference or a
 * description stands for, or of a part of them. Where none were sent an empty document is that document,
 * though it may stand for a failure (DLD-02).
 */
export function matchBytes(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const { bytes, words } = wantedBytes(wanted, context.scope);
  const what = answer.kind === "http" ? "a body" : "a document";
  const expected = `${what} of exactly the ${bytes.length} bytes ${words}`;
  const found = answer.kind === "http" && !isAccepted(answer) ? undefined : bytesIn(context);
  if (!found) return [{ expected, actual: describeAnswer(answer) }];
  if (areSame(found, bytes)) return [];
  if (isEmptyDocument(answer)) return [{ expected, actual: describeAnswer(answer) }];
  return [{ expected, ...wrongBytes(describeAnswer(answer), bytes, found) }];
}

function bytesIn({ answer }: CheckContext): Bytes | undefined {
  return answer.kind === "document" || answer.kind === "http" ? answer.bytes : undefined;
}

/** What is to come, and how a reader knows it. */
function wantedBytes(
  wanted: JsonValue,
  scope: Scope,
): { readonly bytes: Bytes; readonly words: string } {
  const isPart = typeof wanted === "object" && wanted !== null && "from" in wanted;
  const { of = wanted, from = 0, length = 0 } = isPart ? (wanted as Part) : {};
  const bytes = bytesOf(of, scope);
  if (!bytes) throw new Error(`${JSON.stringify(of)} stands for no bytes`);
  if (!isPart) return { bytes, words: "that were sent" };
  const start = numberOf(from, scope);
  const part = partOf(bytes, start, start + numberOf(length, scope));
  return { bytes: part, words: `from byte ${start} on` };
}

type Part = Readonly<Partial<Record<"of" | "from" | "length", JsonValue>>>;
