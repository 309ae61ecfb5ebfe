import { BESIDE, TRANSFERS, type Transfer } from "../../model/transfer.ts";
import type { JsonValue } from "../../model/value.ts";

type Members = Readonly<Record<string, JsonValue>>;

/** What is wrong with a part of a transfer; undefined where nothing is. */
type Judge = (value: JsonValue) => string | undefined;

const oneOf =
  (...words: readonly string[]): Judge =>
  (value) =>
    typeof value === "string" && words.includes(value) ? undefined : `is ${words.join(" or ")}`;

const atLeast =
  (least: number): Judge =>
  (value) =>
    Number.isSafeInteger(numberIn(value)) && Number(value) >= least
      ? undefined
      : `is a whole number of at least ${least}`;

const PARTS: Readonly<Record<keyof Transfer, Judge>> = {
  cut: (value) => {
    if (!isMembers(value)) return atLeast(0)(value);
    const share = numberIn(value["share"] ?? null);
    return share >= 0 && share < 1 ? undefined : "is a number of bytes, or { share: 0.5 }";
  },
  announce: (value) => {
    const { more, fewer, ...others } = isMembers(value) ? value : {};
    const given = [more, fewer].filter((one) => one !== undefined);
    const isRight = given.length === 1 && Object.keys(others).length === 0;
    return isRight && atLeast(1)(given[0] ?? null) === undefined
      ? undefined
      : "is { more: 10 } or { fewer: 10 }, in bytes";
  },
  by: oneOf("close", "reset"),
  leave: oneOf("sent", "answered"),
  expect: oneOf("continue"),
  parts: atLeast(2),
  pause: atLeast(0),
  chunked: (value) => {
    const { size = 1, extension = true, trailers = {}, ...others } = isMembers(value) ? value : {};
    const isRight =
      isMembers(value) &&
      Object.keys(others).length === 0 &&
      atLeast(1)(size) === undefined &&
      extension === true &&
      isMembers(trailers);
    return isRight ? undefined : "is { size: 1, extension: true, trailers: {} }, or less of it";
  },
  pipelined: atLeast(2),
  connection: (value) => (typeof value === "string" && value !== "" ? undefined : "is a name"),
};

/**
 * What keeps a value from being a transfer, in words that follow its place; undefined where it is one.
 *
 * @param isOpen what is not known yet, a reference, and right for now
 */
export function wrongTransfer(
  value: JsonValue,
  isOpen: (part: JsonValue) => boolean = () => false,
): { readonly part?: string; readonly says: string } | undefined {
  if (!isMembers(value)) return { says: "is an object such as { cut: 10 }" };
  const names = Object.keys(value);
  for (const name of names) {
    if (!Object.hasOwn(PARTS, name)) {
      return { part: name, says: `is none of ${Object.keys(PARTS).join(", ")}` };
    }
    const part = value[name] ?? null;
    const says = isOpen(part) ? undefined : PARTS[name as keyof Transfer](part);
    if (says !== undefined) return { part: name, says };
  }
  const main = TRANSFERS.find((name) => names.includes(name));
  if (main === undefined) return { says: `needs one of ${TRANSFERS.join(", ")}` };
  const alone = names.find((name) => name !== main && !BESIDE[main].includes(name as never));
  return alone === undefined ? undefined : { part: alone, says: `cannot be combined with ${main}` };
}

/** A value that nothing keeps from being one; numbers may be texts, as answers have them. */
export function asTransfer(value: JsonValue): Transfer {
  const { cut, announce, parts, pause, pipelined, chunked, ...others } = value as Members;
  const number = (name: string, one: JsonValue | undefined) =>
    one === undefined ? {} : { [name]: isMembers(one) ? numbersIn(one) : Number(one) };
  return {
    ...others,
    ...(chunked === undefined ? {} : { chunked: numbersIn(chunked as Members) }),
    ...number("cut", cut),
    ...number("announce", announce),
    ...number("parts", parts),
    ...number("pause", pause),
    ...number("pipelined", pipelined),
  } as Transfer;
}

function numbersIn(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      typeof value === "string" ? Number(value) : value,
    ]),
  );
}

/** A number, or the decimal text of one. */
function numberIn(value: JsonValue): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
}

function isMembers(value: JsonValue | undefined): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
