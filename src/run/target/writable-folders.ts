import { describedSettings } from "../../config/targets/settings-schema.ts";
import type { DescribedTarget } from "../../model/service.ts";
import { textAt } from "../../model/settings.ts";
import type { ServiceName } from "../../model/target.ts";

/** The settings of a service that name folders which may be written, and what they say on a target. */
export function writableFolders(
  name: ServiceName,
  { target, services }: DescribedTarget,
): { readonly settings: readonly string[]; readonly folders: readonly string[] } {
  const described = services[name]?.target;
  if (!described) return { settings: [], folders: [] };
  const settings = KNOWN.get(described) ?? foldersIn(described);
  KNOWN.set(described, settings);
  const entry = target.services[name];
  return { settings, folders: settings.flatMap((path) => textAt(entry, path) || []) };
}

/** Reading a schema takes longer than a request, and it never changes. */
const KNOWN = new WeakMap<object, readonly string[]>();

function foldersIn(described: DescribedTarget["services"][string]["target"]): readonly string[] {
  return describedSettings(described).flatMap(({ path, schema }) =>
    schema["holds"] === "folder" ? [path] : [],
  );
}

/**
 * Whether a path on the server lies in a folder, however the server reads it: backslashes, percent signs
 * and names of nothing but dots lead out of it for one server or another, so they are refused.
 *
 * @param inside the folder itself is not enough
 */
export function isBelowFolder(path: string, folder: string, inside: boolean): boolean {
  const own = segmentsOf(folder);
  const given = segmentsOf(path);
  if (hasControls(path) || segmentsOf(decoded(path)).some(isDots) || given.some(isDots)) {
    return false;
  }
  const least = own.length + (inside ? 1 : 0);
  return given.length >= least && own.every((segment, index) => segment === given[index]);
}

function segmentsOf(path: string): readonly string[] {
  return path.split(/[/\\]/).filter((segment) => segment !== "");
}

function isDots(segment: string): boolean {
  return /^[.\s]+$/.test(segment);
}

function hasControls(path: string): boolean {
  return [...path].some((character) => (character.codePointAt(0) ?? 0) < 0x20);
}

/** What a server may take it for that decodes it, also twice. */
function decoded(path: string): string {
  try {
    const once = decodeURIComponent(path);
    return once === path ? path : decoded(once);
  } catch {
    return path.replace(/%(?:25)*2e/gi, ".").replace(/%(?:25)*(?:2f|5c)/gi, "/");
  }
}
