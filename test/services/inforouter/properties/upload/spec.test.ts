import { describe, expect, test } from "vitest";
import type { PlayEvent } from "../../../../../src/properties/sequential/event.ts";
import { explainTogether } from "../../../../../src/properties/sequential/explain-together.ts";
import type { Fact } from "../../../../../src/properties/sequential/knowledge.ts";
import { isForbidden } from "../../../../../src/properties/sequential/spec.ts";
import type { Outcome } from "../../../../../src/services/inforouter/properties/handlers/outcome.ts";
import type {
  Chunk,
  UploadCall,
} from "../../../../../src/services/inforouter/properties/upload/call.ts";
import {
  HANDLER,
  type RaceCall,
  toCall,
} from "../../../../../src/services/inforouter/properties/upload/race-call.ts";
import { uploadSpec } from "../../../../../src/services/inforouter/properties/upload/spec.ts";
import { payloadOf } from "../../../../../src/wire/encode/bytes.ts";
import { event } from "../../../../properties/sequential/event.ts";
import { followAll } from "../../../../properties/sequential/follow-all.ts";

const CHUNK_SIZE = 2000;
const STRICT = uploadSpec();

const planned = (call: RaceCall): UploadCall => toCall(call, CHUNK_SIZE);
const one = planned({ call: "chunk", seed: 1, last: false });
const last = planned({ call: "chunk", seed: 2, last: true });
const drop = planned({ call: "delete" });
const finalize = planned({ call: "finalize", to: "a" });
const finalizeOther = planned({ call: "finalize", to: "b" });
const download = planned({ call: "download", from: "a" });
const probe = planned({ call: "probe" });

const outcome = (kind: Outcome["kind"], more: Partial<Outcome> = {}): Outcome => ({
  kind,
  words: kind,
  ...more,
});
const ACCEPTED = outcome("accepted");
const REFUSED = outcome("refused");
const AGAIN = outcome("again");
const PRESENT = outcome("present");

const holding = (...chunks: readonly UploadCall[]): Outcome => {
  const parts = chunks.map((call) =>
    call.call === "chunk" ? payloadOf(call.chunk.bytes).bytes : [],
  );
  return outcome("accepted", { bytes: Buffer.concat(parts.map((part) => Buffer.from(part))) });
};

const CREATED: Fact<UploadCall, Outcome> = {
  call: { call: "create", as: "owner", of: HANDLER },
  outcome: outcome("accepted", { says: { chunksize: String(CHUNK_SIZE) } }),
};

type Events = readonly PlayEvent<UploadCall, Outcome>[];

const afterCalls = (...facts: readonly Fact<UploadCall, Outcome>[]) =>
  followAll([CREATED, ...facts], STRICT);

function isExplained(events: Events, spec = STRICT): boolean {
  const begun = afterCalls();
  return !isForbidden(begun) && explainTogether(events, begun.known, spec) !== undefined;
}

const LEGAL: readonly (readonly [string, Events])[] = [
  [
    "a staged file that outlives a finalize",
    [
      event(last, ACCEPTED, [0, 1]),
      event(finalize, ACCEPTED, [2, 3]),
      event(probe, PRESENT, [4, 5]),
    ],
  ],
  ["two deletes at once", [event(drop, ACCEPTED, [0, 3]), event(drop, ACCEPTED, [1, 2])]],
  ["a chunk that a delete overtook", [event(one, REFUSED, [0, 3]), event(drop, ACCEPTED, [1, 2])]],
  [
    "a chunk that came before the delete it was in flight with",
    [event(one, ACCEPTED, [0, 3]), event(drop, ACCEPTED, [1, 2])],
  ],
  [
    "one chunk twice at once, twice in the document",
    [
      event(one, ACCEPTED, [0, 2]),
      event(one, ACCEPTED, [1, 3]),
      event(last, ACCEPTED, [4, 5]),
      event(finalize, ACCEPTED, [6, 7]),
      event(download, holding(one, one, last), [8, 9]),
    ],
  ],
  [
    "a document that a delete was in flight with, and that stays",
    [
      event(last, ACCEPTED, [0, 1]),
      event(finalize, ACCEPTED, [2, 5]),
      event(drop, ACCEPTED, [3, 4]),
      event(download, holding(last), [6, 7]),
    ],
  ],
  [
    "a finalize that failed and took the handler with it",
    [event(finalize, REFUSED, [0, 1]), event(one, REFUSED, [2, 3])],
  ],
  [
    "a last chunk twice at once, once in the document",
    [
      event(last, ACCEPTED, [0, 2]),
      event(last, ACCEPTED, [1, 3]),
      event(finalize, ACCEPTED, [4, 5]),
      event(download, holding(last), [6, 7]),
    ],
  ],
  [
    "a chunk that is asked for again while another is on its way",
    [event(one, AGAIN, [0, 2]), event(one, ACCEPTED, [1, 3])],
  ],
];

const ILLEGAL: readonly (readonly [string, Events])[] = [
  ["a delete that failed", [event(drop, ACCEPTED, [0, 3]), event(drop, REFUSED, [1, 2])]],
  [
    "a chunk that was taken after the delete had been answered",
    [event(drop, ACCEPTED, [0, 1]), event(one, ACCEPTED, [2, 3])],
  ],
  [
    "two finalizes of one upload",
    [
      event(last, ACCEPTED, [0, 1]),
      event(finalize, ACCEPTED, [2, 4]),
      event(finalizeOther, ACCEPTED, [3, 5]),
    ],
  ],
  [
    "no finalize of an upload that is ready",
    [
      event(last, ACCEPTED, [0, 1]),
      event(finalize, REFUSED, [2, 4]),
      event(finalizeOther, REFUSED, [3, 5]),
    ],
  ],
  [
    "a chunk that was taken twice and is there once",
    [
      event(one, ACCEPTED, [0, 2]),
      event(one, ACCEPTED, [1, 3]),
      event(last, ACCEPTED, [4, 5]),
      event(finalize, ACCEPTED, [6, 7]),
      event(download, holding(one, last), [8, 9]),
    ],
  ],
  [
    "a document that went with the handler",
    [
      event(last, ACCEPTED, [0, 1]),
      event(finalize, ACCEPTED, [2, 5]),
      event(drop, ACCEPTED, [3, 4]),
      event(download, REFUSED, [6, 7]),
    ],
  ],
  [
    "a document of a finalize that was refused",
    [
      event(drop, ACCEPTED, [0, 2]),
      event(finalize, REFUSED, [1, 3]),
      event(download, holding(), [4, 5]),
    ],
  ],
  [
    "a staged file that outlives its handler",
    [event(drop, ACCEPTED, [0, 1]), event(probe, PRESENT, [2, 3])],
  ],
  ["a chunk refused for being in flight with another", overlappingChunks()],
  ["a chunk that is asked for again for nothing", [event(one, AGAIN, [0, 1])]],
];

function overlappingChunks(): Events {
  return [event(one, ACCEPTED, [0, 2]), event(one, REFUSED, [1, 3])];
}

describe("an upload whose calls are in flight together", () => {
  test.each(LEGAL)("may show %s", (_, events) => {
    expect(isExplained(events)).toBe(true);
  });

  test.each(ILLEGAL)("may not show %s", (_, events) => {
    expect(isExplained(events)).toBe(false);
  });

  test("may be busy where a rule asks for no more than its own statement", () => {
    const tolerant = uploadSpec({ mayBeBusy: ["chunk"] });
    expect(isExplained(overlappingChunks(), tolerant)).toBe(true);
    const alone = [event(one, ACCEPTED, [0, 1]), event(one, REFUSED, [2, 3])];
    expect(isExplained(alone, tolerant)).toBe(false);
  });
});

const did = (call: UploadCall, came: Outcome = ACCEPTED): Fact<UploadCall, Outcome> => ({
  call,
  outcome: came,
});
const as = (who: UploadCall["as"], call: UploadCall): UploadCall => ({ ...call, as: who });
const wrong = (call: UploadCall): UploadCall =>
  call.call === "chunk" ? { ...call, chunk: { ...call.chunk, wrong: true } satisfies Chunk } : call;
const BAD_TICKET = outcome("refused", { how: "ticket error" });
const LOG_OUT: UploadCall = { call: "log out", as: "owner" };
const anotherDelete: UploadCall = { call: "delete", as: "owner", of: "never issued" };

/** Calls one after the other, the last of which nothing allows, and the statements that forbid it. */
const FORBIDDEN: readonly (readonly [
  string,
  readonly Fact<UploadCall, Outcome>[],
  readonly string[],
])[] = [
  ["a right chunk is refused", [did(one, REFUSED)], ["UFC-01"]],
  ["a chunk with a wrong CRC is taken", [did(wrong(one))], ["UFC-02"]],
  ["a chunk of another user is taken", [did(as("stranger", one))], ["UFC-06", "CUH-22"]],
  ["a chunk of nobody is taken", [did(as("unknown", one))], ["UFC-05"]],
  ["the ticket of a live session is none", [did(one, BAD_TICKET)], ["AUT-01"]],
  ["a chunk is taken after the delete", [did(drop), did(one)], ["DUH-01", "DUH-17"]],
  ["a second delete fails", [did(drop), did(drop, REFUSED)], ["DUH-12"]],
  ["a delete before the first chunk fails", [did(drop, REFUSED)], ["DUH-13", "CUH-24"]],
  ["a finalize without a last chunk succeeds", [did(one), did(finalize)], ["FIN-03"]],
  ["a finalize of all chunks fails", [did(last), did(finalize, REFUSED)], ["UFC-03", "CUH-21"]],
  [
    "a second finalize succeeds",
    [did(last), did(finalize), did(finalizeOther)],
    ["FIN-02", "DUH-15"],
  ],
  ["a chunk is taken after finalizing", [did(last), did(finalize), did(one)], ["DUH-15"]],
  [
    "the document has other bytes",
    [did(last), did(finalize), did(download, holding(one))],
    ["FIN-01", "CUH-21"],
  ],
  [
    "the document has a chunk that was refused",
    [
      did(as("stranger", one), REFUSED),
      did(last),
      did(finalize),
      did(download, holding(one, last)),
    ],
    ["FIN-01", "UFC-06", "CUH-22"],
  ],
  [
    "the document goes with a delete of its handler",
    [did(last), did(finalize), did(drop), did(download, REFUSED)],
    ["DUH-16"],
  ],
  [
    "a handler does not outlive the delete of another",
    [did(anotherDelete), did(one, REFUSED)],
    ["DUH-19"],
  ],
  [
    "a handler does not outlive another user's delete",
    [did(as("stranger", drop), REFUSED), did(one, REFUSED)],
    ["DUH-20"],
  ],
  [
    "a ticket is good after its session has ended",
    [did(LOG_OUT), did({ ...one, loggedOut: true })],
    ["UFC-05", "AUT-03"],
  ],
  [
    "a handler that went with a finalize that failed comes back",
    [did(finalize, REFUSED), did(one, REFUSED), did(one)],
    ["UFC-04"],
  ],
];

/** Calls one after the other that the documents allow, because they say nothing of it. */
const SILENT: readonly (readonly [string, readonly Fact<UploadCall, Outcome>[]])[] = [
  ["a finalize that fails leaves the handler", [did(finalize, REFUSED), did(one)]],
  ["a finalize that fails consumes the handler", [did(finalize, REFUSED), did(one, REFUSED)]],
  ["another session of the user adds a chunk", [did(as("owner-again", one))]],
  ["another session of the user adds none", [did(as("owner-again", one), REFUSED), did(one)]],
  ["a chunk comes after the last", [did(last), did(last), did(finalize, REFUSED), did(drop)]],
  [
    "a document has what came after the last chunk",
    [did(last), did(one), did(finalize), did(download, holding(last, one))],
  ],
  ["a handler outlives its session", [did(LOG_OUT), did(as("owner-again", one))]],
  ["a finalize while the last chunk shall come again", [did(wrong(last), AGAIN), did(finalize)]],
];

describe("an upload whose calls are made one after the other", () => {
  test.each(FORBIDDEN)("breaks what forbids it where %s", (_, facts, statements) => {
    expect(afterCalls(...facts)).toMatchObject({ forbids: statements });
  });

  test.each(SILENT)("may be one where %s", (_, facts) => {
    expect(isForbidden(afterCalls(...facts))).toBe(false);
  });

  test("of a handler that may be gone, what comes next tells", () => {
    const states = (...facts: readonly Fact<UploadCall, Outcome>[]) => {
      const followed = afterCalls(...facts);
      if (isForbidden(followed)) throw new Error(followed.expected);
      return followed.known.get(HANDLER)?.map(({ life }) => life);
    };
    const failed = did(finalize, REFUSED);
    expect(states(failed)).toEqual(["open", "gone"]);
    expect(states(failed, did(one))).toEqual(["open"]);
    expect(states(failed, did(one, REFUSED))).toEqual(["gone"]);
    expect(states(failed, did(drop))).toEqual(["deleted"]);
  });
});
