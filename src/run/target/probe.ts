import { readdir } from "node:fs/promises";
import type { Target } from "../../model/target.ts";
import { probeS3 } from "./s3-probe.ts";

/** So many hexadecimal digits are not the same in two names by chance. */
const LEAST_DIGITS = 16;

/**
 * Whether a probed folder has a file or folder whose name holds the value, or a probed bucket the
 * object of that upload. Of names only hexadecimal digits are compared: servers write GUIDs in several
 * forms, and name files after them in others. A short value, the `ir178` of an older server, stands in
 * many names by chance: it has to be a word of the name.
 */
export async function probe(
  kind: "staging" | "objects",
  value: string,
  target: Target,
): Promise<"present" | "absent" | { readonly unavailable: string }> {
  const folder =
    kind === "staging"
      ? target.services.inforouter?.probes.stagingDir
      : target.services.apidatatools?.probes.objectDir;
  const s3 = kind === "objects" ? target.services.apidatatools?.probes.s3 : undefined;
  if (folder === undefined && s3) return probeS3(s3, value, target.limits.timeoutMs);
  if (folder === undefined) return { unavailable: `the target has no ${kind} probe` };
  try {
    const names = await readdir(folder, { recursive: true });
    return names.some((name) => isNamedAfter(name, value)) ? "present" : "absent";
  } catch (error) {
    return { unavailable: `the probe cannot read ${folder}: ${(error as Error).message}` };
  }
}

function isNamedAfter(name: string, value: string): boolean {
  const digits = digitsOf(value);
  if (digits.length >= LEAST_DIGITS) return digitsOf(name).includes(digits);
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .includes(value.toLowerCase());
}

function digitsOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("0x", "")
    .replace(/[^0-9a-f]/g, "");
}
