import { InvalidArgumentError } from "commander";
import { parseDuration } from "../config/durations.ts";
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
