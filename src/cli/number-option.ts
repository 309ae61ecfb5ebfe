import { InvalidArgumentError } from "commander";
import { parseDuration } from "../config/targets/durations.ts";
import { readPercent } from "../config/targets/percent.ts";
import { UsageError } from "../model/errors.ts";

/** A parser of whole numbers inside limits. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^-?\d+$/.test(text) && value >= min && value <= max) return value;
    const range = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `${min} to ${max}`;
    throw new InvalidArgumentError(`A whole number is needed, ${range}.`);
  };
}

/** A parser of durations such as `500ms`, `10s`, `2m`; gives milliseconds. */
export function duration(option: string): (text: string) => number {
  return (text) => {
    try {
      return parseDuration(text, option);
    } catch (error) {
      if (error instanceof UsageError) throw new InvalidArgumentError(error.message);
      throw error;
    }
  };
}

/** Reads `95%`; gives 95. */
export function percent(text: string): number {
  const read = readPercent(text);
  if (read.kind === "percent") return read.percent;
  const guess = read.guess === undefined ? "" : ` Did you mean "${read.guess}"?`;
  throw new InvalidArgumentError(`A percentage is needed, 0% to 100%, such as 95%.${guess}`);
}

const UNITS: Readonly<Record<string, number>> = { "": 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9 };

/** Reads `50MB`, `500kB`, `1.5GB` or a number; gives bytes. */
export function byteSize(text: string): number {
  const [, digits = "", unit = ""] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text) ?? [];
  const times = UNITS[unit.toLowerCase()];
  const bytes = Math.round(Number(digits) * (times ?? 0));
  if (digits !== "" && times !== undefined && bytes > 0 && Number.isSafeInteger(bytes))
    return bytes;
  throw new InvalidArgumentError("A number of bytes is needed, such as 50MB, 500kB or 1048576.");
}
