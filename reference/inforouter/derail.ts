import { readFile, writeFile } from "node:fs/promises";
import type { SEQUENCE_FAULTS } from "../faults/sequences.ts";
import type { Faults } from "../faults.ts";
import { type Answer, refuse, success } from "./answer.ts";
import type { Call } from "./call.ts";
import { attribute, idIn, noteIssued, remember } from "./note-calls.ts";
import type { InfoRouterState } from "./state.ts";

type Fault = Exclude<(typeof SEQUENCE_FAULTS)[number]["name"], `delete-api-${string}`>;

type Run = () => Promise<Answer>;

/** A call, and what it is to be. */
interface Made {
  readonly operation: string;
  readonly call: Call;
  readonly state: InfoRouterState;
}

/** What becomes of a call in a server with the fault, given how it runs without. */
type Derailed = (made: Made, run: Run) => Promise<Answer>;

const DERAILED: Readonly<Record<Fault, Derailed>> = {
  "delete-upload-spares-after-second-refused": async ({ operation, call, state }, run) => {
    const { chunks, spared } = state.memory.sequences;
    if (operation === "DeleteUploadHandler") {
      const id = call.guid("UploadHandler");
      if (id === undefined || !spared.has(id)) return run();
      call.session();
      return success();
    }
    const id = operation === "UploadFileChunk" ? call.guid("uploadHandler") : undefined;
    if (id === undefined) return run();
    const count = (chunks.get(id) ?? 0) + 1;
    chunks.set(id, count);
    const answer = await run();
    if (count === 2 && attribute(answer, "tryagain") === "true") spared.add(id);
    return answer;
  },
  "refusal-fails-next-call": async ({ call, state }, run) => {
    const { disgraced } = state.memory.sequences;
    const ticket = call.text("authenticationTicket");
    if (ticket === undefined) return run();
    if (disgraced.delete(ticket)) throw refuse("sessionExpired");
    try {
      return await run();
    } catch (error) {
      disgraced.add(ticket);
      throw error;
    }
  },
  "refusal-ends-session": async ({ call, state }, run) => {
    try {
      return await run();
    } catch (error) {
      state.sessions.end(call.guid("authenticationTicket") ?? "");
      throw error;
    }
  },
  "finalize-again-over-other-binding": async ({ operation, call, state }, run) => {
    if (!isFinalizing(operation)) return run();
    const id = call.guid("uploadHandler") ?? "";
    const before = state.memory.sequences.finalized.get(id);
    if (!before || before.binding === call.binding) return remember(id, { call, state }, run);
    call.session();
    return before.answer;
  },
  "delete-upload-unissued-removes-newest": async ({ operation, call, state }, run) => {
    const answer = await noteIssued(operation, "CreateUploadHandler", state, run);
    if (operation !== "DeleteUploadHandler") return answer;
    if (state.memory.sequences.issued.has(call.guid("UploadHandler") ?? "")) return answer;
    const newest = state.uploads.ofUser(call.user()).at(-1);
    if (newest) await newest.turns(() => state.uploads.discard(newest));
    return answer;
  },
  "chunk-of-stranger-is-appended": async ({ operation, call, state }, run) => {
    if (operation !== "UploadFileChunk") return run();
    const handler = state.uploads.find(call.guid("uploadHandler") ?? "");
    if (handler && handler.owner !== call.user()) {
      const bytes = call.bytes("fileChunk");
      await handler.turns(() => state.uploads.append(handler, bytes));
    }
    return run();
  },
  "create-after-three-deletes-is-dead": async ({ operation, call, state }, run) => {
    const { deletes } = state.memory.sequences;
    const answer = await run();
    const ticket = call.text("authenticationTicket") ?? "";
    const count = deletes.get(ticket) ?? 0;
    if (operation === "DeleteUploadHandler") deletes.set(ticket, count + 1);
    if (operation !== "CreateUploadHandler" || count < 3) return answer;
    deletes.set(ticket, 0);
    const handler = state.uploads.find(idIn(answer, "UploadHandler", state));
    if (handler) await state.uploads.discard(handler);
    return answer;
  },
  "delete-upload-twice-removes-document": async ({ operation, call, state }, run) => {
    if (isFinalizing(operation)) {
      return remember(call.guid("uploadHandler") ?? "", { call, state }, run);
    }
    const answer = await run();
    if (operation !== "DeleteUploadHandler") return answer;
    const before = state.memory.sequences.finalized.get(call.guid("UploadHandler") ?? "");
    if (!before || ++before.deletes !== 2) return answer;
    const document = state.library.find(before.path);
    if (document) await state.library.remove(document);
    return answer;
  },
  "delete-download-spares-after-end-twice": async ({ operation, call, state }, run) => {
    const { ends, spared } = state.memory.sequences;
    const id = call.guid("DownloadHandler") ?? "";
    if (operation === "DeleteDownloadHandler" && spared.has(id)) {
      call.session();
      return success();
    }
    const answer = await run();
    if (operation !== "DownloadFileChunk" || attribute(answer, "lastchunk") !== "true") {
      return answer;
    }
    ends.set(id, (ends.get(id) ?? 0) + 1);
    if (ends.get(id) === 2) spared.add(id);
    return answer;
  },
  "delete-download-unissued-removes-newest": async ({ operation, call, state }, run) => {
    const answer = await noteIssued(operation, "Download", state, run);
    if (operation !== "DeleteDownloadHandler") return answer;
    if (state.memory.sequences.issued.has(call.guid("DownloadHandler") ?? "")) return answer;
    const newest = state.downloads.ofUser(call.user()).at(-1);
    if (newest) await newest.turns(() => state.downloads.discard(newest));
    return answer;
  },
  "delete-upload-finds-by-beginning": async ({ operation, call, state }, run) => {
    const answer = await run();
    if (operation !== "DeleteUploadHandler") return answer;
    const near = nearHandler(call.text("UploadHandler"), state);
    if (near && near.owner === call.user()) await near.turns(() => state.uploads.discard(near));
    return answer;
  },
  "chunk-finds-by-beginning": async ({ operation, call, state }, run) => {
    const near = operation === "UploadFileChunk" && nearHandler(call.text("uploadHandler"), state);
    if (!near) return run();
    const bytes = call.bytes("fileChunk");
    await near.turns(() => state.uploads.append(near, bytes));
    return success({ tryagain: false });
  },
  "document-exists-remembers": async ({ operation, call, state }, run) => {
    if (operation !== "DocumentExists") return run();
    const { found } = state.memory.sequences;
    const path = call.text("Path") ?? "";
    if (found.has(path)) return success();
    const answer = await run();
    found.add(path);
    return answer;
  },
  "download-document-remembers": async ({ operation, call, state }, run) => {
    if (operation !== "DownloadDocument") return run();
    const { given } = state.memory.sequences;
    const path = call.text("Path") ?? "";
    const before = given.get(path);
    if (before) return before;
    const answer = await run();
    if (answer.kind === "bytes" && answer.bytes.length > 0) given.set(path, answer);
    return answer;
  },
  "get-download-stages-earlier-copy": async ({ operation, call, state }, run) => {
    const answer = await run();
    if (!operation.startsWith("GetDownloadHandler")) return answer;
    const handler = state.downloads.find(idIn(answer, "downloadhandler", state));
    if (!handler || answer.kind !== "success") return answer;
    const { staged } = state.memory.sequences;
    const key = `${call.text("Path")} ${call.text("VersionNumber") ?? "0"}`;
    const earlier = staged.get(key);
    if (!earlier) {
      staged.set(key, await readFile(handler.file));
      return answer;
    }
    await writeFile(handler.file, earlier);
    state.downloads.add({ ...handler, size: earlier.length });
    return { ...answer, attributes: { ...answer.attributes, Size: earlier.length } };
  },
  "delete-document-takes-longer-names-too": async ({ operation, call, state }, run) => {
    const answer = await run();
    if (operation !== "DeleteDocument") return answer;
    await removeAllFrom(call.text("Path") ?? "", state);
    return answer;
  },
  "delete-folder-takes-longer-names-too": async ({ operation, call, state }, run) => {
    if (operation === "DeleteFolder") await removeAllFrom(call.text("Path") ?? "", state);
    return run();
  },
  "delete-upload-ends-downloads": async ({ operation, call, state }, run) => {
    const answer = await run();
    if (operation !== "DeleteUploadHandler") return answer;
    const newest = state.downloads.ofUser(call.user()).at(-1);
    if (newest) await newest.turns(() => state.downloads.discard(newest));
    return answer;
  },
  "delete-download-ends-uploads": async ({ operation, call, state }, run) => {
    const answer = await run();
    if (operation !== "DeleteDownloadHandler") return answer;
    const newest = state.uploads.ofUser(call.user()).at(-1);
    if (newest) await newest.turns(() => state.uploads.discard(newest));
    return answer;
  },
  "finalize-ends-other-uploads": async ({ operation, call, state }, run) => {
    const answer = await run();
    if (!isFinalizing(operation)) return answer;
    const [oldest] = state.uploads.ofUser(call.user());
    if (oldest) await oldest.turns(() => state.uploads.discard(oldest));
    return answer;
  },
  "download-of-stranger-ends-handler": async ({ operation, call, state }, run) => {
    if (operation !== "DownloadFileChunk") return run();
    const handler = state.downloads.find(call.guid("DownloadHandler") ?? "");
    if (handler && handler.owner !== call.user()) await state.downloads.discard(handler);
    return run();
  },
};

/** Runs an operation in a server that remembers too much or too little of the calls before. */
export function derail(
  made: Made,
  run: () => Answer | Promise<Answer>,
  faults: Faults<Fault>,
): Promise<Answer> {
  const names = (Object.keys(DERAILED) as Fault[]).filter((name) => faults.has(name));
  const whole = names.reduce<Run>(
    (inner, name) => () => DERAILED[name](made, inner),
    async () => run(),
  );
  return whole();
}

/** Removes the documents whose path begins so. */
async function removeAllFrom(path: string, { library }: InfoRouterState): Promise<void> {
  for (const document of library.within(path.slice(0, path.lastIndexOf("/"))) ?? []) {
    if (document.path.startsWith(path)) await library.remove(document);
  }
}

/** Another handler than the named one, whose first eight digits are the same. */
function nearHandler(id: string | undefined, { uploads }: InfoRouterState) {
  const DIGITS = 8;
  if (id === undefined || uploads.find(id)) return undefined;
  return uploads.all().find((handler) => handler.id.slice(0, DIGITS) === id.slice(0, DIGITS));
}

function isFinalizing(operation: string): boolean {
  return /^Upload(?:New)?DocumentWi/.test(operation);
}
