import { readdir } from "node:fs/promises";
import type { Target } from "../model/target.ts";

/** Whether a probed folder has a file or folder whose name holds the value, in any case, dashes aside. */
export async function probe(
  kind: "staging" | "objects",
  value: string,
  target: Target,
): Promise<"present" | "absent" | { readonly unavailable: string }> {
  const folder =
    kind === "staging"
      ? target.services.inforouter?.probes.stagingDir
      : target.services.apidatatools?.probes.objectDir;
  if (folder === undefined) return { unavailable: `the target has no ${kind} probe` };
  try {
    const names = await readdir(folder, { recursive: true });
    const wanted = plainName(value);
    return names.some((name) => plainName(name).includes(wanted)) ? "present" : "absent";
  } catch (error) {
    return { unavailable: `the probe cannot read ${folder}: ${(error as Error).message}` };
  }
}

function plainName(text: string): string {
  return text.toLowerCase().replaceAll("-", "");
}
