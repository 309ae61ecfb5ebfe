import type { Upload, Uploads } from "../apidatatools/uploads.ts";
import type { ApiUser } from "../apidatatools/users.ts";
import type { Faults } from "../faults.ts";

export type ListedUploadsFault =
  | "list-ends-at-deleted-hundred"
  | "list-api-counts-deleted-among-newest";

/** Records that are asked of the store at a time. */
const PAGE = 100;

/** The uploads of a server whose store keeps a record of each that was deleted. */
export function listUploadsAs(uploads: Uploads, faults: Faults<ListedUploadsFault>): Uploads {
  const inPages = faults.has("list-ends-at-deleted-hundred");
  if (!inPages && !faults.has("list-api-counts-deleted-among-newest")) return uploads;
  const records = new Map<ApiUser, Upload[]>();
  return {
    ...uploads,
    create: (owner, filename) => {
      const upload = uploads.create(owner, filename);
      records.set(owner, [...(records.get(owner) ?? []), upload]);
      return upload;
    },
    ofUser: (owner) => {
      const there = new Set(uploads.ofUser(owner));
      const all = records.get(owner) ?? [];
      const listed = inPages ? untilEmptyPage(all, there) : all.slice(-PAGE);
      return listed.filter((upload) => there.has(upload));
    },
  };
}

/** The records of all pages before the first of which nothing is there any more. */
function untilEmptyPage(all: readonly Upload[], there: ReadonlySet<Upload>): readonly Upload[] {
  for (let at = 0; at < all.length; at += PAGE) {
    if (!all.slice(at, at + PAGE).some((upload) => there.has(upload))) return all.slice(0, at);
  }
  return all;
}
