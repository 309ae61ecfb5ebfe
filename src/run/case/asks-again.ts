import type { Answer } from "../../judge/answer/answer.ts";
import type { Operation } from "../../model/operation.ts";
import type { CallStep } from "../../model/rule.ts";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { payloadOf } from "../../wire/encode/bytes.ts";
import { isBytes } from "./build-call.ts";

type Asked = Partial<Pick<Operation, "sendAgain" | "parameters">>;
type Made = Partial<Pick<CallStep, "with" | "without">>;

/**
 * Whether an answer asks to send its call again in the way that the operation's documents have it,
 * though the call gave no reason to. A checksum that a rule gives is no reason where it is right.
 *
 * @param made the call with its values concrete
 */
export function asksAgain(operation: Asked, made: Made, answer: Answer | undefined): boolean {
  const { sendAgain } = operation;
  if (!sendAgain || answer?.kind !== "element") return false;
  const { attributes } = answer;
  return (
    Object.entries(sendAgain.when).every(([name, text]) => attributes[name] === text) &&
    !sendAgain.unless.some((name) => gaveReason(name, operation, made))
  );
}

function gaveReason(name: string, { parameters }: Asked, made: Made): boolean {
  if (made.without?.includes(name)) return true;
  const given = made.with?.[name];
  if (given === undefined) return false;
  const { of = "" } = parameters?.find((parameter) => parameter.name === name) ?? {};
  const bytes = made.with?.[of];
  return !isBytes(bytes) || numberOf(given) !== numberOf(payloadOf(bytes).crc32());
}

/** Of hexadecimal text, however it is written. */
function numberOf(text: JsonValue): number | undefined {
  return /^[0-9a-f]+$/i.test(textOf(text)) ? Number.parseInt(textOf(text), 16) : undefined;
}

/**
 * Makes a call until its answer asks for it no more, or has done so too often: then the last one counts
 * as it is.
 *
 * @param make makes it once; `heeds` is false when an answer that asks again is not heeded any more
 */
export function whileAskedAgain<T extends { readonly again: boolean }>(
  { sendAgain }: Pick<Operation, "sendAgain">,
  make: (heeds: boolean) => Promise<T>,
): Promise<T> {
  return sendAgain ? whileAsked(sendAgain.times, make) : make(false);
}

async function whileAsked<T extends { readonly again: boolean }>(
  times: number,
  make: (heeds: boolean) => Promise<T>,
): Promise<T> {
  for (let left = times; left > 0; left--) {
    const made = await make(true);
    if (!made.again) return made;
  }
  return make(false);
}
