import { readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import { type Answer, Refusal, refuse, success } from "../inforouter/answer.ts";
import { shortPathId, splitPath } from "../inforouter/paths.ts";
import { LOAD, type LoadFault } from "./load.ts";
import { onesOn } from "./ones-on.ts";
import { inOrderOfText } from "./order-of-text.ts";
import type { Made, Run, Turned } from "./turned.ts";

export type CallsFault =
  | LoadFault
  | "empty-document-is-refused"
  | "download-of-one-byte-is-refused"
  | "repeated-chunk-is-counted-twice"
  | "refused-last-chunk-completes"
  | "cancelled-upload-leaves-fragment"
  | "chunks-are-joined-in-order-of-text"
  | "base64-answer-has-no-padding"
  | "answered-crc-is-signed"
  | "delete-document-takes-longer-names"
  | "delete-by-number-deletes-nothing"
  | "upload-answers-former-version"
  | "name-zero-is-empty"
  | "unknown-number-is-500"
  | "finalize-beside-another-takes-its-file"
  | "name-with-two-dots-is-refused"
  | "delete-upload-ends-download"
  | "exists-is-cached"
  | "downloaded-document-is-cached";

/** How long it takes until an upload is taken in. */
const TAKES_IN_MS = 10;

const isFinalizing = (operation: string): boolean =>
  operation.startsWith("Upload") &&
  operation !== "UploadFileChunk" &&
  operation !== "UploadDocument";

/** Whether a chunk has to be sent again. */
function isToRepeat(answer: Answer): boolean {
  return answer.kind !== "bytes" && String(answer.attributes["tryagain"]) === "true";
}

/** After a success of an operation. */
const after =
  (name: string, act: (made: Made, answer: Answer) => unknown): (() => Turned) =>
  () =>
  async (made, run) => {
    const answer = await run(made.call);
    if (made.operation === name && answer.kind !== "failure") await act(made, answer);
    return answer;
  };

const withAttributes =
  (
    change: (name: string, value: string | number | boolean) => string | number | boolean,
  ): (() => Turned) =>
  () =>
  async ({ call }, run) => {
    const answer = await run(call);
    if (answer.kind !== "success") return answer;
    const entries = Object.entries(answer.attributes);
    const attributes = entries.map(([name, value]) => [name, change(name, value)] as const);
    return { ...answer, attributes: Object.fromEntries(attributes) };
  };

/** By what is asked for, the first answer that was a success. */
const cached =
  (name: string): (() => Turned) =>
  () => {
    const known = new Map<string, Answer>();
    return async ({ operation, call }, run) => {
      if (operation !== name) return run(call);
      const user = call.sessionIfAny();
      const path = call.text("Path") ?? "";
      const before = user && known.get(path);
      if (before) return before;
      const answer = await run(call);
      if (answer.kind !== "failure" && !("failure" in answer && answer.failure)) {
        known.set(path, answer);
      }
      return answer;
    };
  };

const TURNED: Readonly<Record<CallsFault, () => Turned>> = {
  ...LOAD,
  "empty-document-is-refused":
    () =>
    async ({ operation, call }, run) => {
      if (operation === "UploadDocument" && call.bytes("fileContent").length === 0) {
        call.user();
        throw new Refusal({ text: "The file is empty." });
      }
      return run(call);
    },
  "download-of-one-byte-is-refused":
    () =>
    async ({ operation, call }, run) => {
      if (operation === "DownloadFileChunk" && call.text("ChunkSize") === "1") {
        call.user();
        throw refuse("sizeOutOfRange");
      }
      return run(call);
    },
  "repeated-chunk-is-counted-twice": () => {
    const tooMany = new Set<string>();
    return async ({ operation, call }, run) => {
      const id = call.guid("uploadHandler") ?? "";
      if (isFinalizing(operation) && tooMany.has(id)) {
        call.user();
        throw refuse("uploadIncomplete");
      }
      const answer = await run(call);
      if (operation === "UploadFileChunk" && isToRepeat(answer)) tooMany.add(id);
      return answer;
    };
  },
  "refused-last-chunk-completes": after("UploadFileChunk", async ({ call, state }, answer) => {
    const handler = state.uploads.find(call.guid("uploadHandler") ?? "");
    if (!handler || !isToRepeat(answer) || !call.boolean("lastChunk")) return;
    await handler.turns(async () => {
      if (!handler.staged) await state.uploads.append(handler, Buffer.alloc(0));
      handler.complete = true;
    });
  }),
  "chunks-are-joined-in-order-of-text": () => {
    const lengths = new Map<string, number[]>();
    return async ({ operation, call, state }, run) => {
      const answer = await run(call);
      if (operation !== "UploadFileChunk" || answer.kind !== "success" || isToRepeat(answer)) {
        return answer;
      }
      const id = call.guid("uploadHandler") ?? "";
      const own = [...(lengths.get(id) ?? []), call.bytes("fileChunk").length];
      lengths.set(id, own);
      const handler = call.boolean("lastChunk") ? state.uploads.find(id) : undefined;
      if (!handler) return answer;
      lengths.delete(id);
      await handler.turns(async () => {
        const { file, gone } = handler;
        if (!gone) await writeFile(file, inOrderOfText(await readFile(file), own));
      });
      return answer;
    };
  },
  "cancelled-upload-leaves-fragment": () => {
    const chunks = new Map<string, number>();
    return async ({ operation, call, state }, run) => {
      const answer = await run(call);
      if (answer.kind !== "success") return answer;
      const id = call.guid("uploadHandler") ?? "";
      if (operation === "UploadFileChunk") chunks.set(id, (chunks.get(id) ?? 0) + 1);
      const deleted = operation === "DeleteUploadHandler" ? call.guid("UploadHandler") : undefined;
      const count = chunks.get(deleted ?? "") ?? 0;
      chunks.delete(deleted ?? "");
      if (count > 1) await writeFile(state.uploads.strayFile(), "fragment");
      return answer;
    };
  },
  "base64-answer-has-no-padding":
    () =>
    async ({ operation, call }, run) => {
      const answer = await run(call);
      if (operation !== "DownloadFileChunk" || answer.kind !== "success") return answer;
      return { ...answer, text: (answer.text ?? "").replace(/=+$/, "") };
    },
  "answered-crc-is-signed": withAttributes((name, value) => {
    if (!/^(?:filehexcrc|chunkCRC32)$/.test(name)) return value;
    const crc = Number.parseInt(String(value), 16) | 0;
    return crc < 0 ? crc.toString(16).toUpperCase() : value;
  }),
  "delete-document-takes-longer-names": after("DeleteDocument", async ({ call, state }) => {
    const path = call.required("Path");
    const inside = state.library.within(splitPath(path)?.folder ?? "") ?? [];
    const longer = inside.filter((document) => document.path.startsWith(path));
    await Promise.all(longer.map((document) => state.library.remove(document)));
  }),
  "upload-answers-former-version":
    () =>
    async ({ operation, call, state }, run) => {
      const path = call.text("path") ?? "";
      const before = state.library.find(path)?.versions.at(-1)?.id ?? 0;
      const answer = await run(call);
      if (operation !== "UploadDocument" || answer.kind !== "success") return answer;
      return { ...answer, attributes: { ...answer.attributes, VersionId: before } };
    },
  "name-zero-is-empty":
    () =>
    async ({ operation, call }, run) => {
      const name = call.text("documentName") ?? call.text("path")?.split("/").at(-1);
      if (!isFinalizing(operation) || name !== "0") return run(call);
      call.session();
      throw new Refusal({ text: "File with name //0 could not be located" });
    },
  "unknown-number-is-500":
    () =>
    async ({ operation, call, state }, run) => {
      const path = call.text("Path") ?? "";
      const isNumber = operation === "GetDownloadHandler" && shortPathId(path) !== undefined;
      if (isNumber && call.sessionIfAny() && !state.library.find(path)) {
        throw new HttpRefusal(500, "NotFoundException");
      }
      return run(call);
    },
  "finalize-beside-another-takes-its-file": () => {
    const taken = new Set<string>();
    return async ({ operation, call, state }, run) => {
      const id = call.guid("uploadHandler") ?? "";
      const handler = isFinalizing(operation) ? state.uploads.find(id) : undefined;
      if (!handler?.complete) return run(call);
      if (taken.has(id)) {
        await rm(handler.file, { force: true });
        throw new Refusal({ text: "Conflict: this upload is being taken in." });
      }
      taken.add(id);
      await delay(TAKES_IN_MS);
      return run(call).finally(() => taken.delete(id));
    };
  },
  "delete-by-number-deletes-nothing":
    () =>
    async ({ operation, call, state }, run) => {
      const path = call.text("Path") ?? "";
      const isByNumber = operation === "DeleteDocument" && path.startsWith("~D");
      if (!isByNumber || !call.sessionIfAny() || !state.library.find(path)) return run(call);
      return success();
    },
  "name-with-two-dots-is-refused":
    () =>
    async ({ operation, call }, run) => {
      const isNew = operation === "UploadNewDocumentWidthHandler";
      if (!isNew || !call.text("documentName")?.includes("..")) return run(call);
      call.session();
      throw new Refusal({ text: "The filename is invalid." });
    },
  "delete-upload-ends-download": after("DeleteUploadHandler", async ({ call, state }) => {
    const handler = state.downloads.find(call.guid("UploadHandler") ?? "");
    if (handler) await handler.turns(() => state.downloads.discard(handler));
  }),
  "exists-is-cached": cached("DocumentExists"),
  "downloaded-document-is-cached": cached("DownloadDocument"),
};

/** Runs an operation in a server that does what was reported of another. */
export function turnCall(made: Made, run: Run, faults: Faults<CallsFault>): Promise<Answer> {
  const whole = onesOn(TURNED, faults).reduce<Run>(
    (inner, turned) => (call) => turned({ ...made, call }, inner),
    run,
  );
  return whole(made.call);
}
