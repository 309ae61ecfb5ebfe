import { areSame, partOf } from "../../model/made-bytes.ts";
import type { JsonValue } from "../../model/value.ts";
import { bytesOf } from "../answer/bytes-of.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import { quote } from "../answer/quote.ts";
import { wrongBytes } from "../answer/tell-difference.ts";
import type { CheckContext } from "./check-context.ts";
import { evaluate } from "./evaluate.ts";
import type { Mismatch } from "./mismatch.ts";

/** The text of the answer is base64 of a part of a document: `length` bytes from `from` on, fewer at its end. */
export function matchChunk(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { of, from, length } = wanted as Readonly<Record<"of" | "from" | "length", JsonValue>>;
  const { answer, scope } = context;
  const whole = bytesOf(of, scope);
  if (!whole) throw new Error(`${JSON.stringify(of)} stands for no bytes`);
  const start = Number(evaluate(from, scope));
  const part = partOf(whole, start, start + Number(evaluate(length, scope)));
  const expected = `the ${part.length} bytes from byte ${start} on, in base64`;
  if (answer.kind !== "element") return [{ expected, actual: describeAnswer(answer) }];
  const text = answer.text.replace(/\s+/g, "");
  const bytes = Buffer.from(text, "base64");
  // What strict decoders take: of the alphabet, padded, and with zeros for the bits that are left.
  if (bytes.toString("base64") !== text) {
    return [{ expected, actual: `no base64 (RFC 4648, section 4): ${quote(text)}` }];
  }
  if (areSame(bytes, part)) return [];
  return [{ expected, ...wrongBytes(`${bytes.length} bytes`, part, bytes, start) }];
}
