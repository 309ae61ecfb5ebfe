import { createHash } from "node:crypto";
import { canonicalJson } from "../judge/report/canonical-json.ts";

/** `sha256:…` of plain data, whatever the order of its members. */
export function digest(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}
