import type { Binding } from "../../../../model/binding.ts";
import type { Crowd, CrowdUser, Draw } from "../../../../properties/race/crowd.ts";
import { bindingOf } from "../../../../properties/sequential/over.ts";
import type { Made } from "../../../../properties/sequential/play.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { makeCall, makeIssuing, makeReading, mustTell } from "../handlers/make-call.ts";
import type { Outcome } from "../handlers/outcome.ts";
import type { UploadCall } from "./call.ts";
import { valuesOf } from "./make.ts";
import { uploadSpec } from "./spec.ts";
import type { UploadState } from "./state.ts";

/** Smaller than any ChunkSize, so that there may be thousands of them. */
const CHUNK_BYTES = 1000;

/**
 * Uploads of two users side by side. Each handler has chunks of its own, and is tried by the other user: an
 * answer, an identity or a chunk that goes astray shows by what its handler, or its document, is then.
 */
export const UPLOAD_CROWD: Crowd<UploadState, UploadCall, Outcome> = {
  users: 2,
  resources: "handlers",
  life: lifeOf,
  // CUH-23: whether a handler outlives its session nobody says; this one goes on.
  lasting: {
    what: "upload handler",
    make: (of) => ({ call: "create", as: "owner", of }),
    look: (of) => ({
      ...{ call: "chunk", as: "owner", of },
      chunk: { bytes: { bytes: { size: CHUNK_BYTES, seed: 1 } }, last: true },
    }),
  },
  enter: async (state) => ({
    spec: uploadSpec(),
    make: ({ call, over }) => make(call, bindingOf(over, state), state),
    refusesCredential: ({ how }) => how === "ticket error",
  }),
};

/** From its create to what is left of it. Only the owner is known to have the right to write documents. */
function lifeOf(
  of: string,
  as: CrowdUser,
  other: CrowdUser,
  { often, between, oneOf }: Draw,
): readonly UploadCall[] {
  const number = Number(of.slice(1)) + 1;
  const bytes = { bytes: { size: CHUNK_BYTES, seed: number } };
  const chunk = (by: CrowdUser, wrong: boolean): UploadCall => ({
    ...{ call: "chunk", as: by, of },
    chunk: { bytes, last: true, ...(wrong ? { wrong } : {}) },
  });
  const strange = (): readonly UploadCall[] =>
    other === as
      ? []
      : [oneOf<UploadCall>([chunk(other, false), { call: "delete", as: other, of }])];
  const inTheMiddle = Array.from({ length: between(1, 3) }, () =>
    often(1 / 3) ? strange() : [chunk(as, often(1 / 3))],
  );
  const finalizing: readonly UploadCall[] =
    as === "owner" && often(1 / 2)
      ? [{ call: "finalize", as, of, by: "UploadDocumentWithHandler", to: of }]
      : [];
  return [
    { call: "create", as, of },
    ...inTheMiddle.flat(),
    ...finalizing,
    ...strange(),
    ...Array.from({ length: between(1, 3) }, (): UploadCall => ({ call: "delete", as, of })),
    chunk(as, false),
    ...finalizing.map((): UploadCall => ({ call: "download", as, of, from: of })),
  ];
}

async function make(
  call: UploadCall,
  over: Binding,
  state: CaseState,
): Promise<Made<Outcome> | undefined> {
  if (call.call === "probe") return undefined;
  const values = valuesOf(call);
  switch (call.call) {
    case "create": {
      const saved = { name: call.of, attribute: "UploadHandler" };
      return mustTell(await makeIssuing(values, saved, over, state));
    }
    case "download":
      return mustTell(await makeReading(values, over, state));
    default:
      return mustTell(await makeCall(values, over, state));
  }
}
