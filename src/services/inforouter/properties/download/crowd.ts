import type { Binding } from "../../../../model/binding.ts";
import type { Crowd, CrowdUser, Draw } from "../../../../properties/race/crowd.ts";
import { bindingOf } from "../../../../properties/sequential/over.ts";
import type { Made } from "../../../../properties/sequential/play.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { payloadOf } from "../../../../wire/encode/bytes.ts";
import { makeCall, makeIssuing, makeTelling, mustTell } from "../handlers/make-call.ts";
import type { Outcome } from "../handlers/outcome.ts";
import type { DownloadCall, Part } from "./call.ts";
import { CHUNK_SIZE, documentPath, valuesOf, withChunk } from "./make.ts";
import { putDocumentOf } from "./put-document.ts";
import { downloadSpec } from "./spec.ts";
import type { DownloadState } from "./state.ts";

/** What the documents hold: no two of them have a byte in the same place by more than chance, nor a length. */
const CONTENTS = [1000, 5000, 20_000, 60_000].map((size, index) => ({
  bytes: { size, seed: 31 + index },
}));
const BYTES = CONTENTS.map((content) => payloadOf(content).bytes);

/** No document is larger than the smallest chunk. */
const WHOLE: Part = { offset: 0, length: CHUNK_SIZE };

/**
 * Downloads of several documents side by side. What is staged, or read, while another document is shows by
 * the bytes of its own.
 */
export const DOWNLOAD_CROWD: Crowd<DownloadState, DownloadCall, Outcome> = {
  users: 2,
  resources: "downloads",
  life: lifeOf,
  enter: async (state) => {
    for (const [number, content] of CONTENTS.entries()) {
      await putDocumentOf(content, documentPath(number), state);
    }
    return {
      spec: downloadSpec((handler) => BYTES[documentOf(handler)] ?? Buffer.alloc(0)),
      make: ({ call, over }) => make(call, bindingOf(over, state), state),
      refusesCredential: ({ how }) => how === "ticket error",
    };
  },
};

/** Each handler is of the next document. */
function documentOf(handler: string): number {
  return Number(handler.slice(1)) % CONTENTS.length;
}

/** From its staging to what is left of it. Only the owner is known to have the right to read the documents. */
function lifeOf(
  of: string,
  one: CrowdUser,
  other: CrowdUser,
  { often, between }: Draw,
): readonly DownloadCall[] {
  const as = "owner";
  const size = BYTES[documentOf(of)]?.length ?? 0;
  const read = (by: CrowdUser, part: Part): DownloadCall => ({ call: "read", as: by, of, part });
  const somewhere = (): Part => ({ offset: between(0, size - 1), length: between(1, size) });
  const reads = Array.from({ length: between(1, 3) }, () =>
    one !== other && often(1 / 4)
      ? read("stranger", WHOLE)
      : read(as, often(1 / 2) ? WHOLE : somewhere()),
  );
  return [
    { call: "stage", as, of, how: "latest", document: documentOf(of) },
    ...reads,
    read(as, WHOLE),
    { call: "delete", as, of },
    read(as, WHOLE),
  ];
}

async function make(
  call: DownloadCall,
  over: Binding,
  state: CaseState,
): Promise<Made<Outcome> | undefined> {
  const values = valuesOf(call);
  switch (call.call) {
    case "stage": {
      const saved = { name: call.of, attribute: "downloadhandler" };
      return mustTell(await makeIssuing(values, saved, over, state));
    }
    case "read":
      return withChunk(mustTell(await makeTelling(values, over, state)));
    default:
      return mustTell(await makeCall(values, over, state));
  }
}
