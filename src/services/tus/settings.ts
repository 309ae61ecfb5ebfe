import { settingAt, textAt } from "../../model/settings.ts";
import type { ServiceTarget } from "../../model/target.ts";

/** Where the bytes of an upload can be read: templates over `{url}` and `{id}`. */
export type Stored = { readonly url: string } | { readonly file: string };

/** What the service's schema has checked. */
export function storedOf(entry: ServiceTarget | undefined): Stored | undefined {
  return settingAt(entry, "stored") as Stored | undefined;
}

/** The keys that every creation needs, with their values as plain text. */
export function metadataOf(entry: ServiceTarget): Readonly<Record<string, string>> {
  return (settingAt(entry, "metadata") as Readonly<Record<string, string>> | undefined) ?? {};
}

/** What is added to the base URL where uploads are created. */
export function creationOf(entry: ServiceTarget): string {
  return textAt(entry, "creation") ?? "";
}
