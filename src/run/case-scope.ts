import type { ScopeValue } from "../judge/scope.ts";
import type { Rule } from "../model/rule.ts";
import type { Plain } from "../model/value.ts";
import type { OpenTarget } from "./open-target.ts";
import { guidOf } from "./seed.ts";

/** Ids of the second vendor: `upl_` and 32 hexadecimal digits. */
const UPLOAD_ID_DIGITS = 32;

/**
 * The names that a case begins with: its inputs, and what every step knows (`PREDEFINED`).
 *
 * @param index which case of the property it is; names that must be new differ by it
 */
export function caseScope(
  open: OpenTarget,
  rule: Rule,
  inputs: Readonly<Record<string, Plain>>,
  index: number,
): Map<string, ScopeValue> {
  const { documents = {}, folders = {}, users } = open.target.services.inforouter ?? {};
  const owner = users?.owner;
  const name = `${open.tag}-${open.next()}.bin`;
  const unissued = guidOf(open.seed, rule.id, index, "never issued");
  return new Map<string, ScopeValue>([
    ["unissued", unissued],
    ["unknownUpload", `upl_${unissued.replaceAll("-", "").slice(0, UPLOAD_ID_DIGITS)}`],
    ["newDocumentName", name],
    ["newDocument", `${(folders.writable ?? "").replace(/\/$/, "")}/${name}`],
    ["documents", { ...documents }],
    ["folders", { ...folders }],
    ["owner", owner && "uid" in owner ? { ...owner } : {}],
    ["sent", Buffer.alloc(0)],
    ["round", 0],
    ...Object.entries(inputs),
  ]);
}
