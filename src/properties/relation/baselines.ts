import type { CallValues } from "../../run/case/call-once.ts";

/** A call whose outcome the documents state, to be sent plainly and in other ways. */
export interface Baseline {
  /** As counterexamples name it. */
  readonly name: string;
  /** Calls that it needs each time, all of them accepted. */
  readonly before: readonly CallValues[];
  readonly call: CallValues;
  readonly outcome: "accepted" | "refused";
  /** Not every edition of the documents promises the outcome: it is left out where it does not come. */
  readonly optional?: true;
}

/** What is compared of the answers to one twin, and the twins, of an operation. */
export interface BaselinesOfOperation {
  readonly respects: readonly string[];
  readonly twins: readonly [accepted: Baseline, ...others: Baseline[]];
  /** A call of another operation that every edition has refused, for where an optional one is left out. */
  readonly elsewhere?: Baseline;
}

/** Odd, and inside the limits: answered as asked (CUH-09). */
const ASKED_SIZE = 300_001;
/** Enough for several packets and several chunks of a chunked body. */
const CHUNK_BYTES = 3001;
/** No GUID in any form, and in no letter case. */
const NO_GUID = "no-guid";

const ofHandler = (operation: string, guid: string): BaselinesOfOperation => ({
  respects: ["verdict", "error"],
  twins: [
    twin("accepted", { call: operation, with: { [guid]: "$unissued" } }),
    twin("no GUID", { call: operation, with: { [guid]: NO_GUID } }),
    twin("unknown ticket", { call: operation, as: "unknown", with: { [guid]: "$unissued" } }),
  ],
});

const chunk = (uploadHandler: string, as?: string): CallValues => ({
  call: "UploadFileChunk",
  ...(as === undefined ? {} : { as }),
  with: { uploadHandler, fileChunk: { bytes: { size: CHUNK_BYTES, seed: 1 } }, lastChunk: true },
});

/** By operation. Every list has a call that is accepted and one that is not. */
export const BASELINES: Readonly<Record<string, BaselinesOfOperation>> = {
  CreateUploadHandler: {
    respects: ["verdict", "error", "ChunkSize"],
    twins: [
      twin("accepted", { call: "CreateUploadHandler", with: { PreferedChunkSize: ASKED_SIZE } }),
      {
        ...twin("unknown ticket", {
          call: "CreateUploadHandler",
          as: "unknown",
          with: { PreferedChunkSize: ASKED_SIZE },
        }),
        optional: true,
      },
    ],
    elsewhere: twin("no GUID", {
      call: "DeleteUploadHandler",
      with: { UploadHandler: NO_GUID },
    }),
  },
  DeleteUploadHandler: ofHandler("DeleteUploadHandler", "UploadHandler"),
  DeleteDownloadHandler: ofHandler("DeleteDownloadHandler", "DownloadHandler"),
  UploadFileChunk: {
    respects: ["verdict", "error"],
    twins: [
      twin("accepted", chunk("$handler"), [
        {
          call: "CreateUploadHandler",
          with: { PreferedChunkSize: 0 },
          save: { handler: "UploadHandler" },
        },
      ]),
      twin("unknown handler", chunk("$unissued")),
    ],
  },
  GetDownloadHandler: {
    respects: ["verdict", "error", "Size", "ChunkSize"],
    twins: [
      twin("accepted", {
        call: "GetDownloadHandler",
        with: { Path: "$documents.readable", PreferedChunkSize: ASKED_SIZE },
      }),
      twin("unknown ticket", {
        call: "GetDownloadHandler",
        as: "unknown",
        with: { Path: "$documents.readable", PreferedChunkSize: ASKED_SIZE },
      }),
    ],
  },
};

/** The twins of an operation; a rule about an operation without any is a mistake of ours. */
export function baselinesOf(operation: string): BaselinesOfOperation {
  const found = BASELINES[operation];
  if (!found) throw new Error(`there are no twins of ${operation}`);
  return found;
}

function twin(name: string, call: CallValues, before: readonly CallValues[] = []): Baseline {
  return { name, before, call, outcome: name === "accepted" ? "accepted" : "refused" };
}
