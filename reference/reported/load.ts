import { rm } from "node:fs/promises";
import { setTimeout as delay, setImmediate as nextRound } from "node:timers/promises";
import type { PUBLIC_LOAD } from "../faults/public/load.ts";
import { type Answer, refuse } from "../inforouter/answer.ts";
import type { Session } from "../inforouter/session.ts";
import { ALICE, BOB } from "../inforouter/users.ts";
import type { Turned } from "./turned.ts";

export type LoadFault = Exclude<
  (typeof PUBLIC_LOAD)[number]["name"],
  | "chunk-buffer-is-shared"
  | "downloads-of-one-user-share-a-file"
  | "finalize-beside-another-takes-its-file"
>;

/** So many calls of a session within a moment lose it. */
const TOO_MANY = 4;

/** So long uploads are one batch, in milliseconds. */
const BATCH_MS = 15;

/** What calls at the same time do to each other. */
export const LOAD: Readonly<Record<LoadFault, () => Turned>> = {
  "current-user-is-one-for-all": () => {
    let current: Session | undefined;
    return async ({ call }, run) => {
      const own = call.sessionIfAny();
      if (!own) return run(call);
      current = own;
      await delay(1);
      const seen = current;
      return run({ ...call, session: () => seen, sessionIfAny: () => seen, user: () => seen.user });
    };
  },
  "session-is-forgotten-under-load": () => {
    const beginning = new Map<string, number>();
    return async ({ call, state }, run) => {
      const ticket = call.sessionIfAny()?.ticket;
      if (ticket === undefined) return run(call);
      beginning.set(ticket, (beginning.get(ticket) ?? 0) + 1);
      await delay(1);
      const together = beginning.get(ticket) ?? 0;
      beginning.delete(ticket);
      if (together < TOO_MANY) return run(call);
      state.sessions.end(ticket);
      throw refuse("sessionExpired");
    };
  },
  "offsets-are-overwritten":
    () =>
    async ({ operation, call, state }, run) => {
      if (operation !== "UploadFileChunk") return run(call);
      const handlers = [...state.uploads.ofUser(ALICE), ...state.uploads.ofUser(BOB)];
      const sizes = new Map(handlers.map((handler) => [handler, handler.size]));
      const own = state.uploads.find(call.guid("uploadHandler") ?? "");
      await delay(1);
      const answer = await run(call);
      for (const [handler, size] of sizes) if (handler !== own) handler.size = size;
      return answer;
    },
  "chunk-count-is-lost": () => {
    const counted = new Map<string, number>();
    const stored = new Map<string, number>();
    return async ({ operation, call }, run) => {
      const id = call.guid("uploadHandler") ?? "";
      if (operation !== "UploadFileChunk") {
        if (id !== "" && counted.get(id) !== stored.get(id)) {
          call.user();
          throw refuse("uploadIncomplete");
        }
        return run(call);
      }
      const before = counted.get(id) ?? 0;
      const answer = await run(call);
      if (answer.kind !== "success" || String(answer.attributes["tryagain"]) === "true") {
        return answer;
      }
      stored.set(id, (stored.get(id) ?? 0) + 1);
      counted.set(id, before + 1);
      return answer;
    };
  },
  "answer-buffer-is-shared": () => {
    let buffer: Answer | undefined;
    return async ({ call }, run) => {
      const answer = await run(call);
      if (answer.kind === "bytes") return answer;
      buffer = answer;
      await nextRound();
      return buffer;
    };
  },
  "case-twin-at-once-is-dropped": () => {
    const batch = new Map<string, { readonly path: string; readonly stored: Promise<Answer> }>();
    return async ({ operation, call }, run) => {
      if (operation !== "UploadDocument") return run(call);
      const path = call.required("path");
      const key = path.toLowerCase();
      const twin = batch.get(key);
      if (twin && twin.path !== path) return twin.stored;
      const own = { path, stored: delay(BATCH_MS).then(() => run(call)) };
      batch.set(key, own);
      return own.stored.finally(() => batch.get(key) === own && batch.delete(key));
    };
  },
  "overlapping-writes-clean-old-version":
    () =>
    async ({ operation, call, state }, run) => {
      const writes = operation === "UploadDocument" || operation.startsWith("UploadDocumentWith");
      if (!writes) return run(call);
      const versions = () => state.library.find(call.required("path"))?.versions ?? [];
      // What becomes an old version by this call.
      const candidate = versions().at(-1);
      const answer = await run(call);
      if (answer.kind !== "success" || !candidate) return answer;
      const own = versions().findIndex(({ id }) => id === answer.attributes["VersionId"]);
      const before = versions()[own - 1];
      if (before && before !== candidate) await rm(candidate.file, { force: true });
      return answer;
    },
};
