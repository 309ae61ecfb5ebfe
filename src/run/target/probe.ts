import { readdir } from "node:fs/promises";
import type { DescribedTarget } from "../../model/service.ts";
import { settingAt } from "../../model/settings.ts";
import type { ServiceName } from "../../model/target.ts";
import { probeS3, type S3Probe } from "./s3-probe.ts";

/** So many hexadecimal digits are not the same in two names by chance. */
const LEAST_DIGITS = 16;

/**
 * Whether a probed folder has a file or folder whose name holds the value, or a probed bucket the
 * object of that upload. Of names only hexadecimal digits are compared: servers write GUIDs in several
 * forms, and name files after them in others. A short value, the `ir178` of an older server, stands in
 * many names by chance: it has to be a word of the name.
 */
export async function probe(
  kind: string,
  value: string,
  service: ServiceName,
  described: DescribedTarget,
): Promise<"present" | "absent" | { readonly unavailable: string }> {
  const place = probedPlace(kind, service, described);
  if (place === undefined) return { unavailable: `the target has no ${kind} probe` };
  if (typeof place !== "string") return probeS3(place, value, described.target.limits.timeoutMs);
  const folder = place;
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

/** The folder or bucket that a probe of a service looks into; undefined where the target declares none. */
export function probedPlace(
  kind: string,
  service: ServiceName,
  { target, services }: DescribedTarget,
): string | S3Probe | undefined {
  const entry = target.services[service];
  const settings = Object.values(services[service]?.capabilities ?? {}).flatMap((capability) =>
    capability.probe === kind ? capability.settings : [],
  );
  // The schema has said that it is a path, or what a bucket needs.
  return settings.map((path) => settingAt(entry, path)).find(Boolean) as
    | string
    | S3Probe
    | undefined;
}
