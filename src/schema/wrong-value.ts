import type { ErrorObject } from "ajv";
import { didYouMean } from "./did-you-mean.ts";
import type { DocumentPath } from "./document.ts";
import type { Finding } from "./finding.ts";
import { listed } from "./listed.ts";
import { showPath, showValue } from "./show-value.ts";

/**
 * `errorMessage` in a schema (which editors know too) replaces the words for a wrong value, and
 * `writeOnly` keeps the value itself out of them.
 */
export function wrongValue(
  error: ErrorObject,
  path: DocumentPath,
  demand: string,
  hint?: string,
): Finding {
  const own: unknown = error.parentSchema?.["errorMessage"];
  const found = showValue(error.data, error.parentSchema?.["writeOnly"] === true);
  const message = `${showPath(path)} ${typeof own === "string" ? own : demand}; found ${found}`;
  return { path, part: "value", message, ...(hint === undefined ? {} : { hint }) };
}

/** A value that is none of those allowed. */
export function notAllowed(
  error: ErrorObject,
  path: DocumentPath,
  allowed: readonly unknown[],
): Finding {
  const texts = allowed.filter((value) => typeof value === "string");
  const near = typeof error.data === "string" ? didYouMean(error.data, texts) : undefined;
  const choice = listed(
    allowed.map((value) => showValue(value)),
    "or",
  );
  const demand = allowed.length < 3 ? `must be ${choice}` : `must be one of ${choice}`;
  return wrongValue(error, path, demand, near && `did you mean ${JSON.stringify(near)}?`);
}
