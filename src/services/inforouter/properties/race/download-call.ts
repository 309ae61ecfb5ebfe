/** A call about the one download handler of a race. */
export type DownloadCall =
  /** Reads a quarter of the file. */
  { readonly call: "read"; readonly quarter: number } | { readonly call: "delete" };

/** A call in the words of a report. */
export function describeDownloadCall(call: DownloadCall): string {
  return call.call === "read" ? `read quarter ${call.quarter}` : call.call;
}

/** Quarters of a file; the last one takes what is left over. */
export const QUARTERS = 4;

/** Where a quarter lies in a file of `size` bytes. */
export function placeOfQuarter(
  quarter: number,
  size: number,
): { readonly offset: number; readonly length: number } {
  const part = Math.ceil(size / QUARTERS);
  const offset = Math.min(quarter * part, size - 1);
  return { offset, length: Math.min(part, size - offset) };
}
