import { UsageError } from "../../model/errors.ts";

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A bare number is seconds, as for curl and Hurl; from here on it was probably meant in ms. */
const SUSPICIOUS_SECONDS = 1_000;

/** Node counts no further, and makes one millisecond of what is longer. */
const LONGEST_MS = 2 ** 31 - 1;

const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/gy;

/**
 * Milliseconds of a duration such as `500ms`, `10s`, `1.5m` or `1h30m`, up to 24 days. A bare number is
 * seconds.
 *
 * @param option names the option in messages: `--time`
 * @throws UsageError `duration-invalid`
 */
export function parseDuration(text: string, option: string): number {
  const trimmed = text.trim();
  if (/^\d+(?:\.\d+)?$/.test(trimmed)) return bareSeconds(trimmed, option);
  const parts = [...trimmed.matchAll(PART)];
  const length = parts.reduce((sum, [part]) => sum + part.length, 0);
  if (parts.length === 0 || length !== trimmed.length) {
    throw invalid(`${option}: ${JSON.stringify(text)} is not a duration`, EXAMPLES);
  }
  const sum = parts.reduce(
    (ms, [, number, unit]) => ms + Number(number) * (UNITS[unit ?? ""] ?? 0),
    0,
  );
  if (sum > LONGEST_MS) throw invalid(`${option}: ${text} is too long`, "give 24d at most");
  return Math.round(sum);
}

const EXAMPLES = "write a number and a unit: 500ms, 10s, 10m, 1h";

function bareSeconds(text: string, option: string): number {
  const seconds = Number(text);
  if (seconds < SUSPICIOUS_SECONDS) return Math.round(seconds * 1_000);
  const hint = `a bare number is seconds: write ${text}ms or ${text}s`;
  throw invalid(`${option}: ${text} needs a unit`, hint);
}

function invalid(message: string, hint: string): UsageError {
  return new UsageError("duration-invalid", [{ message, hint }]);
}
