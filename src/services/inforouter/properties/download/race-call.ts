import type { DownloadCall, Part } from "./call.ts";

/** A call of a plan for a race: the owner's, about the one handler that there is. Plain data. */
export type RaceCall =
  /** Reads a quarter of the file. */
  { readonly call: "read"; readonly quarter: number } | { readonly call: "delete" };

/** The handler that calls race for, by the name that steps know its GUID by. */
export const HANDLER = "handler";

/** Quarters of a file; the last one takes what is left over. */
export const QUARTERS = 4;

/**
 * A call of a plan made concrete.
 *
 * @param size of the file, in bytes
 */
export function toCall(planned: RaceCall, size: number): DownloadCall {
  const who = { as: "owner", of: HANDLER } as const;
  if (planned.call === "delete") return { ...who, ...planned };
  return { ...who, call: "read", part: quarterOf(planned.quarter, size) };
}

function quarterOf(quarter: number, size: number): Part {
  const part = Math.ceil(size / QUARTERS);
  const offset = Math.min(quarter * part, size - 1);
  return { offset, length: Math.min(part, size - offset) };
}
