import { describedSettings } from "../../config/targets/settings-schema.ts";
import type { Service } from "../../model/service.ts";
import { settingAt } from "../../model/settings.ts";
import type { ServiceTarget } from "../../model/target.ts";
import type { WireService } from "../../wire/encode/wire-request.ts";

/** What of a target's settings decides how requests are written, whatever a service calls it (`holds`). */
type Held = "soap spelling" | "bytes in forms";

/** What encoding must know of a service of a target. */
export function wireServiceOf(service: Service | undefined, entry: ServiceTarget): WireService {
  const { baseUrl, headers } = entry;
  const bytes = heldSetting(service, entry, "bytes in forms");
  return {
    baseUrl,
    ...(headers === undefined ? {} : { headers }),
    ...(bytes === "multipart" || bytes === "base64-form" ? { bytesInForms: bytes } : {}),
  };
}

/** Whether SOAP writes names of parameters as the documents or as the server's own WSDL has them; default the former. */
export function spellingOf(
  service: Service | undefined,
  entry: ServiceTarget,
): "documented" | "wsdl" {
  return heldSetting(service, entry, "soap spelling") === "wsdl" ? "wsdl" : "documented";
}

/** The paths of the settings of a service that hold such a thing; none where it declares none. */
export function settingsThatHold(service: Service | undefined, held: Held): readonly string[] {
  if (!service) return [];
  const { target } = service;
  const known = KNOWN.get(target) ?? new Map(described(target));
  KNOWN.set(target, known);
  return known.get(held) ?? [];
}

/** Reading a schema takes longer than a request, and it never changes. */
const KNOWN = new WeakMap<Service["target"], ReadonlyMap<unknown, readonly string[]>>();

function described(target: Service["target"]): [held: unknown, paths: readonly string[]][] {
  const settings = describedSettings(target);
  return [...new Set(settings.map(({ schema }) => schema["holds"]))].map((held) => [
    held,
    settings.filter(({ schema }) => schema["holds"] === held).map(({ path }) => path),
  ]);
}

function heldSetting(service: Service | undefined, entry: ServiceTarget, held: Held): unknown {
  const [path] = settingsThatHold(service, held);
  return path === undefined ? undefined : settingAt(entry, path);
}
