import { rm, writeFile } from "node:fs/promises";
import type { BESIDE_FAULTS } from "../faults/beside.ts";
import type { Faults } from "../faults.ts";
import type { Made, Run } from "../reported/turned.ts";
import { type Answer, Refusal, success } from "./answer.ts";
import { splitPath } from "./paths.ts";

type Fault = Exclude<
  (typeof BESIDE_FAULTS)[number]["name"],
  | "list-api-shows-newest-fifty"
  | "list-api-counts-deleted-among-newest"
  | "list-api-decodes-names"
  | "list-api-cuts-long-names"
  | "broken-bodies-use-up-operation"
>;

/** What becomes of a call in a server with the fault, given how it runs without. */
type Meddled = (made: Made, run: Run) => Promise<Answer>;

const MEDDLED: Readonly<Record<Fault, Meddled>> = {
  "upload-document-beside-twin-is-lost": async ({ operation, call, state }, run) => {
    if (operation !== "UploadDocument") return run(call);
    const path = call.required("path");
    const inside = state.library.within(splitPath(path)?.folder ?? "") ?? [];
    const isTwin = (other: string) => other !== path && other.toLowerCase() === path.toLowerCase();
    const twin = inside.find((document) => isTwin(document.path));
    if (!twin) return run(call);
    call.user();
    return success({ DocumentId: twin.id + 1 });
  },
  "upload-document-pads-empty": ({ operation, call }, run) => {
    const isEmpty = operation === "UploadDocument" && call.bytes("fileContent").length === 0;
    return run(isEmpty ? { ...call, bytes: () => Buffer.alloc(1) } : call);
  },
  "upload-document-refuses-empty": ({ operation, call }, run) => {
    const isEmpty = operation === "UploadDocument" && call.bytes("fileContent").length === 0;
    if (isEmpty) throw new Refusal({ text: "The document is empty." });
    return run(call);
  },
  "finalize-stores-lower-case": ({ operation, call }, run) => {
    if (operation !== "UploadDocumentWithHandler") return run(call);
    const lowered = (path: string) => {
      const slash = path.lastIndexOf("/");
      return path.slice(0, slash) + path.slice(slash).toLowerCase();
    };
    return run({ ...call, required: (name) => lowered(call.required(name)) });
  },
  "delete-upload-discards-file-of-download": async ({ operation, call, state }, run) => {
    const answer = await run(call);
    if (operation !== "DeleteUploadHandler") return answer;
    const handler = state.downloads.find(call.guid("UploadHandler") ?? "");
    if (handler?.owner === call.user()) await rm(handler.file, { force: true });
    return answer;
  },
  "delete-download-deletes-upload": async ({ operation, call, state }, run) => {
    const answer = await run(call);
    if (operation !== "DeleteDownloadHandler") return answer;
    const handler = state.uploads.find(call.guid("DownloadHandler") ?? "");
    if (handler?.owner === call.user()) await handler.turns(() => state.uploads.discard(handler));
    return answer;
  },
  "delete-upload-leaves-journal": async ({ operation, call, state }, run) => {
    if (operation !== "DeleteUploadHandler") return run(call);
    const handler = state.uploads.find(call.guid("UploadHandler") ?? "");
    const answer = await run(call);
    if (handler?.gone) await writeFile(state.uploads.strayFile(), `${handler.size}\n`);
    return answer;
  },
};

/** Runs an operation in a server that does something to what is beside. */
export function meddle(made: Made, run: Run, faults: Faults<Fault>): Promise<Answer> {
  const names = (Object.keys(MEDDLED) as Fault[]).filter((name) => faults.has(name));
  const whole = names.reduce<Run>(
    (inner, name) => (call) => MEDDLED[name]({ ...made, call }, inner),
    run,
  );
  return whole(made.call);
}
