import { readdir } from "node:fs/promises";
import type { Target } from "../model/target.ts";
import { probeS3 } from "./s3-probe.ts";

/**
 * Whether a probed folder has a file or folder whose name holds the value, or a probed bucket the
 * object of that upload. Of names only hexadecimal digits are compared: servers write GUIDs in several
 * forms, and name files after them in others.
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
    const wanted = digitsOf(value);
    return names.some((name) => digitsOf(name).includes(wanted)) ? "present" : "absent";
  } catch (error) {
    return { unavailable: `the probe cannot read ${folder}: ${(error as Error).message}` };
  }
}

function digitsOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("0x", "")
    .replace(/[^0-9a-f]/g, "");
}
