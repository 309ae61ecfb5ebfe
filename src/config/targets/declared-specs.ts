import { dirname, resolve } from "node:path";
import { UsageError } from "../../model/errors.ts";
import { isObject } from "../../schema/schema-object.ts";
import { readTargetsDocument } from "./read-targets-document.ts";

/**
 * The folders of rule files that a targets file names under `specs`, as absolute paths. None where it cannot
 * be read: whoever loads its targets says why.
 *
 * @param file default `targets.json` in `cwd`
 */
export function declaredSpecs(file: string | undefined, cwd: string): readonly string[] {
  const path = resolve(cwd, file ?? "targets.json");
  try {
    const { value } = readTargetsDocument(path, path);
    const specs = isObject(value) ? [value["specs"] ?? []].flat() : [];
    return specs.flatMap((one) => (typeof one === "string" ? [resolve(dirname(path), one)] : []));
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
