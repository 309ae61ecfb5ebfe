import { inWords } from "./in-words.ts";
import type { NullServer } from "./null-server.ts";
import { tusRefusal } from "./tus-words.ts";

/** Refuses every call with one infoRouter error, one status and text of the second vendor's API, or one of tus. */
function refusal<N extends string>(
  name: N,
  error: string,
  api: { readonly status: number; readonly error: string },
  tus: number,
): NullServer & { readonly name: N } {
  const element = `<response success="false" error="${error}"/>`;
  const json = { status: api.status, value: { error: api.error } };
  return {
    name,
    title: `Every call is refused with "${error}", ${api.status} ${api.error}, or tus ${tus}.`,
    start: () => ({
      answer: (asked) => tusRefusal(asked, tus) ?? inWords(asked, { element, json }),
    }),
  };
}

export const CONSTANT_REFUSALS = [
  refusal(
    "constant-900",
    "[900] Authentication failed",
    { status: 401, error: "Unauthorized" },
    409,
  ),
  refusal(
    "constant-901",
    "[901] Session expired or Invalid ticket",
    {
      status: 404,
      error: "Upload not found",
    },
    404,
  ),
  refusal(
    "constant-bad-request",
    "bad Request",
    {
      status: 400,
      error: "Missing Upload-Id header",
    },
    412,
  ),
] as const;
