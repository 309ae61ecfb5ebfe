import type { IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { ApiError } from "../apidatatools/api-error.ts";
import { findUser, header } from "../apidatatools/authorize.ts";
import { describeUpload } from "../apidatatools/operations/list-uploads.ts";
import type { ApiState } from "../apidatatools/state.ts";
import type { ApiUser } from "../apidatatools/users.ts";
import { OWNER, STRANGER } from "../apidatatools/users.ts";
import type { PUBLIC_HEADERS } from "../faults/public/headers.ts";
import type { Faults } from "../faults.ts";
import { onesOn } from "./ones-on.ts";

export type ApiFault =
  | "api-key-letter-case-is-ignored"
  | "api-deletes-at-once-both-succeed"
  | "api-delete-of-prefix-removes-all-below"
  | "api-delete-without-id-removes-all"
  | "api-delete-takes-those-of-same-name"
  | "api-list-has-one-page"
  | "api-list-is-stale-after-delete"
  | "api-404-is-html"
  | "api-long-id-is-500"
  | "api-id-with-one-digit-more-is-500"
  | (typeof PUBLIC_HEADERS)[number]["name"]
  | "api-delete-beside-file-is-404"
  | "api-list-is-cached-for-all"
  | "list-api-has-those-of-user-before"
  | "delete-api-accept-is-406"
  | "delete-api-unknown-headers-are-refused";

/** A request to the second service. */
interface Asked {
  readonly request: IncomingMessage;
  readonly path: string;
  readonly state: ApiState;
}

type Turned = (asked: Asked, run: () => Promise<object>) => Promise<object>;

/** An error that is answered with a page. */
export class ApiPage extends Error {
  override readonly name = "ApiPage";
  readonly status: number;

  constructor(status: number, title: string) {
    super(`<!DOCTYPE html><html><body><h1>${status} ${title}</h1></body></html>`);
    this.status = status;
  }
}

const PAGE_SIZE = 20;
const LONGEST_ID = 64;
const CACHED_MS = 30_000;

const isDelete = ({ request, path }: Asked): boolean =>
  path === "/delete-upload-api" && request.method === "DELETE";
const idOf = ({ request }: Asked): string => header(request, "x-upload-id") ?? "";
const userOf = ({ request }: Asked): ApiUser | undefined => findUser(header(request, "x-api-key"));

/** What is done to a delete. */
const onDelete =
  (turned: (asked: Asked, run: () => Promise<object>) => Promise<object>): (() => Turned) =>
  () =>
  (asked, run) =>
    isDelete(asked) ? turned(asked, run) : run();

/** What is done to a list. */
const onList = (uploads: object, change: (list: readonly unknown[]) => unknown): object =>
  "uploads" in uploads && Array.isArray(uploads.uploads)
    ? { ...uploads, uploads: change(uploads.uploads) }
    : uploads;

const TURNED: Readonly<Record<ApiFault, () => Turned>> = {
  "api-key-letter-case-is-ignored": () => (asked, run) => {
    const { headers } = asked.request;
    const given = header(asked.request, "x-api-key")?.toLowerCase();
    const user = [OWNER, STRANGER].find(({ key }) => key.toLowerCase() === given);
    if (user) headers["x-api-key"] = user.key;
    return run();
  },
  "api-deletes-at-once-both-succeed": () => {
    const underWay = new Map<string, Promise<object>>();
    return async (asked, run) => {
      if (!isDelete(asked) || !userOf(asked)) return run();
      const id = `${idOf(asked)} ${userOf(asked)?.id}`;
      const first = underWay.get(id);
      if (first) return first;
      const deleting = delay(10).then(run);
      underWay.set(id, deleting);
      return deleting.finally(() => underWay.delete(id));
    };
  },
  "api-delete-of-prefix-removes-all-below": onDelete(async (asked, run) => {
    const { uploads } = asked.state;
    const [id, user] = [idOf(asked), userOf(asked)];
    const below =
      user && id !== "" ? uploads.ofUser(user).filter((one) => one.id.startsWith(id)) : [];
    if (below.length === 0 || uploads.find(id)) return run();
    for (const upload of below) uploads.remove(upload);
    return { message: `Upload ${id} deleted successfully` };
  }),
  "api-delete-without-id-removes-all": onDelete(async (asked, run) => {
    const user = idOf(asked) === "" ? userOf(asked) : undefined;
    const all = user ? asked.state.uploads.ofUser(user) : [];
    for (const upload of all) asked.state.uploads.remove(upload);
    return run();
  }),
  "api-delete-takes-those-of-same-name": onDelete(async (asked, run) => {
    const { uploads } = asked.state;
    const named = uploads.find(idOf(asked));
    const answer = await run();
    const all = named?.gone ? uploads.ofUser(named.owner) : [];
    for (const upload of all) if (upload.filename === named?.filename) uploads.remove(upload);
    return answer;
  }),
  "api-list-has-one-page": () => async (_, run) =>
    onList(await run(), (list) => list.slice(0, PAGE_SIZE)),
  "api-list-is-stale-after-delete": () => {
    const gone = new Map<ApiUser, object[]>();
    return async (asked, run) => {
      const user = userOf(asked);
      const upload = isDelete(asked) ? asked.state.uploads.find(idOf(asked)) : undefined;
      const answer = await run();
      if (user && upload?.gone) gone.set(user, [...(gone.get(user) ?? []), describeUpload(upload)]);
      if (!user || asked.path !== "/list-uploads-api") return answer;
      const stale = gone.get(user) ?? [];
      gone.delete(user);
      return onList(answer, (list) => [...list, ...stale]);
    };
  },
  "api-list-is-cached-for-all": () => {
    const cache = new Map<string, { readonly answer: object; readonly until: number }>();
    return async (asked, run) => {
      if (asked.path !== "/list-uploads-api") {
        return run().finally(() => cache.clear());
      }
      const place = `${asked.request.url} ${header(asked.request, "x-upload-status")}`;
      const kept = cache.get(place);
      if (userOf(asked) && kept && Date.now() < kept.until) return kept.answer;
      const answer = await run();
      cache.set(place, { answer, until: Date.now() + CACHED_MS });
      return answer;
    };
  },
  "list-api-has-those-of-user-before": () => {
    let before: ApiUser | undefined;
    return async (asked, run) => {
      const user = userOf(asked);
      if (!user || asked.path !== "/list-uploads-api") return run();
      const { headers } = asked.request;
      headers["x-api-key"] = (before ?? user).key;
      before = user;
      return run();
    };
  },
  "api-delete-beside-file-is-404": onDelete(async (asked, run) => {
    const upload = asked.state.uploads.find(idOf(asked));
    const status = upload?.status;
    const answer = await run();
    // It is another one meanwhile: it is looked for again, and is not there any more.
    if (upload?.status !== status) throw new ApiError(404, "Upload not found");
    return answer;
  }),
  "api-404-is-html": () => async (_, run) => {
    try {
      return await run();
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) throw new ApiPage(404, "Not Found");
      throw error;
    }
  },
  "api-key-name-with-capitals-is-unknown":
    () =>
    async ({ request }, run) => {
      const isMixed = request.rawHeaders.some(
        (name) => /^x-api-key$/i.test(name) && isMixedCase(name),
      );
      if (isMixed) delete request.headers["x-api-key"];
      return run();
    },
  "api-errors-are-html-or-406":
    () =>
    async ({ request }, run) => {
      const { accept = "*/*" } = request.headers;
      try {
        return await run();
      } catch (error) {
        if (/\*\/\*|text\/html/.test(accept)) throw error;
        throw new ApiPage(406, "Not Acceptable");
      }
    },
  "api-delete-of-type-json-needs-a-body": onDelete(async ({ request }, run) => {
    const { "content-length": length = "0", "transfer-encoding": encoding } = request.headers;
    const isTyped = request.headers["content-type"]?.startsWith("application/json") === true;
    if (isTyped && length === "0" && encoding === undefined) {
      throw new ApiError(
        400,
        "Body cannot be empty when content-type is set to 'application/json'",
      );
    }
    return run();
  }),
  "delete-api-accept-is-406": onDelete(async ({ request }, run) => {
    if (request.headers.accept !== undefined) throw new ApiError(406, "Not acceptable");
    return run();
  }),
  "delete-api-unknown-headers-are-refused":
    () =>
    async ({ request }, run) => {
      const known = ["x-api-key", "x-upload-id", "x-upload-status"];
      const names = Object.keys(request.headers);
      if (names.some((name) => name.startsWith("x-") && !known.includes(name))) {
        throw new ApiError(400, "Unknown header");
      }
      return run();
    },
  "api-long-id-is-500": onDelete(async (asked, run) => {
    if (userOf(asked) && idOf(asked).length > LONGEST_ID) throw new Error("value too long");
    return run();
  }),
  "api-id-with-one-digit-more-is-500": onDelete(async (asked, run) => {
    const isLonger = /^upl_[0-9a-f]{33}$/.test(idOf(asked));
    if (userOf(asked) && isLonger) throw new ApiError(500, new Error("File not found").stack ?? "");
    return run();
  }),
};

function isMixedCase(name: string): boolean {
  return name !== name.toLowerCase() && name !== name.toUpperCase();
}

/** Runs a route of the second service in a server that does what was reported of another. */
export function turnApi(
  asked: Asked,
  run: () => Promise<object>,
  faults: Faults<ApiFault>,
): Promise<object> {
  const whole = onesOn(TURNED, faults).reduce<() => Promise<object>>(
    (inner, turned) => () => turned(asked, inner),
    run,
  );
  return whole();
}
