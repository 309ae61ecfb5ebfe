import { createHash } from "node:crypto";

/** The digits of a UUID, where 8 stands for the version (made by a rule of one's own) and for the variant. */
const AS_UUID = /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/;

/** The digest of some names in the form of a UUID (RFC 9562, version 8): the same names, the same id. */
export function stableUuid(names: readonly string[]): string {
  const digits = createHash("sha256").update(names.join("\0")).digest("hex");
  return digits.replace(AS_UUID, "$1-$2-8$3-8$4-$5");
}
