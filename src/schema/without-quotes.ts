import type { ErrorObject } from "ajv";

/** What to do when a number is wanted and a number in quotes was found; undefined otherwise. */
export function withoutQuotes(error: ErrorObject): string | undefined {
  const types = [error.params["type"]].flat();
  if (error.keyword !== "type" || typeof error.data !== "string") return undefined;
  const wanted = types.includes("number") || types.includes("integer");
  const numeric = error.data.trim() !== "" && Number.isFinite(Number(error.data));
  return wanted && numeric ? "write it without quotes" : undefined;
}
