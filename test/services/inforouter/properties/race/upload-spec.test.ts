import { describe, expect, test } from "vitest";
import { findUnexplained } from "../../../../../src/properties/race/find-unexplained.ts";
import { isLinearizable } from "../../../../../src/properties/race/linearizable.ts";
import type { RaceEvent } from "../../../../../src/properties/race/race-event.ts";
import { chunkBytes } from "../../../../../src/services/inforouter/properties/race/chunk-bytes.ts";
import type {
  UploadCall,
  UploadChunk,
} from "../../../../../src/services/inforouter/properties/race/upload-call.ts";
import { uploadSpec } from "../../../../../src/services/inforouter/properties/race/upload-spec.ts";
import { payloadOf } from "../../../../../src/wire/encode/bytes.ts";
import { event } from "../../../../properties/race/event.ts";

const CHUNK_SIZE = 2000;
const STRICT = uploadSpec({ chunkSize: CHUNK_SIZE, mayBeBusy: [] });

const one: UploadChunk = { call: "chunk", seed: 1, last: false };
const last: UploadChunk = { call: "chunk", seed: 2, last: true };
const drop: UploadCall = { call: "delete" };
const finalize: UploadCall = { call: "finalize", to: "a" };
const download: UploadCall = { call: "download", from: "a" };

const holding = (...chunks: readonly UploadChunk[]) => ({
  kind: "accepted" as const,
  bytes: Buffer.concat(chunks.map((chunk) => payloadOf(chunkBytes(chunk, CHUNK_SIZE)).bytes)),
});

type History = readonly RaceEvent<UploadCall>[];

const LEGAL: readonly (readonly [string, History])[] = [
  [
    "a staged file that outlives a finalize",
    [
      event(last, "accepted", [0, 1]),
      event(finalize, "accepted", [2, 3]),
      event({ call: "probe" }, "present", [4, 5]),
    ],
  ],
  ["two deletes at once", [event(drop, "accepted", [0, 3]), event(drop, "accepted", [1, 2])]],
  [
    "a chunk that a delete overtook",
    [event(one, "refused", [0, 3]), event(drop, "accepted", [1, 2])],
  ],
  [
    "a chunk that came before the delete it was in flight with",
    [event(one, "accepted", [0, 3]), event(drop, "accepted", [1, 2])],
  ],
  [
    "one chunk twice at once, twice in the document",
    [
      event(one, "accepted", [0, 2]),
      event(one, "accepted", [1, 3]),
      event(last, "accepted", [4, 5]),
      event(finalize, "accepted", [6, 7]),
      event(download, holding(one, one, last), [8, 9]),
    ],
  ],
  [
    "a document that a delete was in flight with, and that stays",
    [
      event(last, "accepted", [0, 1]),
      event(finalize, "accepted", [2, 5]),
      event(drop, "accepted", [3, 4]),
      event(download, holding(last), [6, 7]),
    ],
  ],
  [
    "a finalize that failed and took the handler with it",
    [event(finalize, "refused", [0, 1]), event(one, "refused", [2, 3])],
  ],
  [
    "a last chunk twice at once, once in the document",
    [
      event(last, "accepted", [0, 2]),
      event(last, "accepted", [1, 3]),
      event(finalize, "accepted", [4, 5]),
      event(download, holding(last), [6, 7]),
    ],
  ],
  ["a chunk that is asked for again", [event(one, { kind: "again" }, [0, 1])]],
];

const ILLEGAL: readonly (readonly [string, History])[] = [
  ["a delete that failed", [event(drop, "accepted", [0, 3]), event(drop, "refused", [1, 2])]],
  [
    "a chunk that was taken after the delete had been answered",
    [event(drop, "accepted", [0, 1]), event(one, "accepted", [2, 3])],
  ],
  [
    "two finalizes of one upload",
    [
      event(last, "accepted", [0, 1]),
      event(finalize, "accepted", [2, 4]),
      event({ call: "finalize", to: "b" }, "accepted", [3, 5]),
    ],
  ],
  [
    "no finalize of an upload that is ready",
    [
      event(last, "accepted", [0, 1]),
      event(finalize, "refused", [2, 4]),
      event({ call: "finalize", to: "b" }, "refused", [3, 5]),
    ],
  ],
  [
    "a chunk that was taken twice and is there once",
    [
      event(one, "accepted", [0, 2]),
      event(one, "accepted", [1, 3]),
      event(last, "accepted", [4, 5]),
      event(finalize, "accepted", [6, 7]),
      event(download, holding(one, last), [8, 9]),
    ],
  ],
  [
    "a document that went with the handler",
    [
      event(last, "accepted", [0, 1]),
      event(finalize, "accepted", [2, 5]),
      event(drop, "accepted", [3, 4]),
      event(download, "refused", [6, 7]),
    ],
  ],
  [
    "a document of a finalize that was refused",
    [
      event(drop, "accepted", [0, 2]),
      event(finalize, "refused", [1, 3]),
      event(download, holding(), [4, 5]),
    ],
  ],
  [
    "a staged file that outlives its handler",
    [event(drop, "accepted", [0, 1]), event({ call: "probe" }, "present", [2, 3])],
  ],
  ["a chunk refused for being in flight with another", overlappingChunks()],
];

function overlappingChunks(): History {
  return [event(one, "accepted", [0, 2]), event(one, "refused", [1, 3])];
}

describe("an upload whose calls are in flight together", () => {
  test.each(LEGAL)("may show %s", (_, history) => {
    expect(isLinearizable(history, STRICT)).toBe(true);
    expect(findUnexplained(history, STRICT)).toBeUndefined();
  });

  test.each(ILLEGAL)("may not show %s", (_, history) => {
    expect(isLinearizable(history, STRICT)).toBe(false);
  });

  test("may be busy where a rule asks for no more than its own statement", () => {
    const tolerant = uploadSpec({ chunkSize: CHUNK_SIZE, mayBeBusy: ["chunk"] });
    expect(isLinearizable(overlappingChunks(), tolerant)).toBe(true);
    const alone = [event(one, "accepted", [0, 1]), event(one, "refused", [2, 3])];
    expect(isLinearizable(alone, tolerant)).toBe(false);
  });

  test("names the first call after the race that no order explains", () => {
    const chunk = event(one, "accepted", [4, 5], "after");
    const history = [
      event(drop, "accepted", [0, 2], 0),
      event(drop, "accepted", [1, 3], 1),
      chunk,
      event(one, "accepted", [6, 7], "after"),
    ];
    expect(findUnexplained(history, STRICT)).toBe(chunk);
  });
});
