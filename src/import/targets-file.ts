import { applyEdits, modify } from "jsonc-parser";
import { initialTargetsFile } from "../config/targets/init.ts";
import type { Binding } from "../model/binding.ts";
import type { Service } from "../model/service.ts";
import type { ServiceName } from "../model/target.ts";

/** What a document says of one service of a server. */
export interface ImportedService {
  readonly service: ServiceName;
  readonly baseUrl: string;
  /** Those that it offers; written where they are not all. */
  readonly bindings: readonly Binding[];
  /** Documented operations that it does not have. */
  readonly absent: readonly string[];
  /** Other settings of the service. */
  readonly settings: Readonly<Record<string, string>>;
}

const FORMATTING = { formattingOptions: { insertSpaces: true, tabSize: 2 } };

/**
 * The targets.json of a server that a document describes: the one of `assay init` for its service, with
 * comments and credentials from the environment, and with what the document says.
 *
 * @param schema path of `targets.schema.json` from the file's folder
 * @param folders of further rule files, from the file's folder
 */
export function importedTargetsFile(
  { service, baseUrl, bindings, absent, settings }: ImportedService,
  {
    schema,
    services,
    folders = [],
  }: {
    readonly schema: string;
    readonly services: Readonly<Record<ServiceName, Service>>;
    readonly folders?: readonly string[];
  },
): string {
  const own = services[service];
  const written = initialTargetsFile({
    ...{ schema, services, offered: [service], isChosen: true, url: baseUrl },
    ...(folders.length > 0 ? { folders } : {}),
  });
  const all = own?.bindings ?? [];
  const changes: readonly (readonly [path: readonly string[], value: unknown])[] = [
    ...(bindings.length < all.length ? [[["bindings"], bindings] as const] : []),
    ...(absent.length > 0 ? [[["operations", "absent"], absent] as const] : []),
    ...Object.entries(settings).map(([name, value]) => [[name], value] as const),
  ];
  return changes.reduce((text, [path, value]) => {
    const place = ["targets", "mine", "services", service, ...path];
    return applyEdits(text, modify(text, place, value, FORMATTING));
  }, written);
}
