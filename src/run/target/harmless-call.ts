import { plain } from "../../judge/checks/evaluate.ts";
import type { ScopeValue } from "../../judge/checks/scope.ts";
import type { Operation } from "../../model/operation.ts";
import type { JsonValue } from "../../model/value.ts";
import { guidOf } from "../case/seed.ts";
import { keyOf } from "./keys.ts";
import type { OpenTarget } from "./open-target.ts";

/** What a harmless call carries. */
export interface HarmlessValues {
  readonly with: Readonly<Record<string, JsonValue>>;
  /** A ticket or key that was never issued. */
  readonly credential: string | undefined;
}

/** Where the target declares no writable folder, nothing can be written at all. */
const NO_SUCH_FOLDER = "/assay-no-such-folder";

/** The harmless call that the rule files give an operation, its references filled in; undefined without one. */
export function harmlessValues(
  { target, tag, seed }: OpenTarget,
  { harmless, service }: Operation,
): HarmlessValues | undefined {
  if (!harmless) return undefined;
  const guid = guidOf(seed, "never issued, harmless");
  const writable = target.services.inforouter?.folders.writable ?? NO_SUCH_FOLDER;
  const name = `${tag}-harmless.bin`;
  const scope = new Map<string, ScopeValue>([
    ["unissued", guid],
    ["unknownUpload", `upl_${guid.replaceAll("-", "")}`],
    ["newDocumentName", name],
    ["newDocument", `${writable.replace(/\/$/, "")}/${name}`],
    ["folders", { writable }],
  ]);
  return {
    with: plain(harmless.with, scope) as Readonly<Record<string, JsonValue>>,
    credential: service === "apidatatools" ? keyOf(target, "unknown", seed) : guid,
  };
}
