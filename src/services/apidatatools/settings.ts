import { settingAt } from "../../model/settings.ts";
import type { ServiceTarget } from "../../model/target.ts";

/** How uploads come into being on a target: a request, a command that prints an id, or a pool of ids. */
export type CreateUpload =
  | {
      readonly method: string;
      readonly path: string;
      readonly json?: unknown;
      /** JSON pointer to the upload id in the answer. */
      readonly id: string;
    }
  | { readonly command: readonly string[] }
  | { readonly pool: readonly string[] };

/** The call that lists the owner's uploads. */
export interface ListUploads {
  readonly method: string;
  readonly path: string;
  /** JSON pointer with `*` for every element of an array. */
  readonly ids: string;
}

/** What the service's schema has checked. */
export function createUploadOf(entry: ServiceTarget | undefined): CreateUpload | undefined {
  return settingAt(entry, "createUpload") as CreateUpload | undefined;
}

/** What the service's schema has checked. */
export function listUploadsOf(entry: ServiceTarget | undefined): ListUploads | undefined {
  return settingAt(entry, "listUploads") as ListUploads | undefined;
}
