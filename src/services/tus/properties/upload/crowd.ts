import type { Crowd, CrowdUser, Draw } from "../../../../properties/race/crowd.ts";
import type { UploadCall } from "./call.ts";
import { makerOf } from "./make.ts";
import { uploadSpec } from "./spec.ts";
import type { Outcome, UploadState } from "./state.ts";

/** Bytes of a PATCH, and how many of them an upload has at most. */
const SIZE = 10;
const MOST = 4;

/**
 * Uploads side by side, each by one client: what HEAD tells amid a PATCH no sentence says. An offset or bytes
 * that belong to another upload show by what its own is told.
 */
export const UPLOAD_CROWD: Crowd<UploadState, UploadCall, Outcome> = {
  users: 1,
  sharing: 1,
  resources: "uploads",
  life: lifeOf,
  enter: async (state) => ({ spec: uploadSpec, make: makerOf(state) }),
};

function lifeOf(
  of: string,
  _: CrowdUser,
  __: CrowdUser,
  { often, between }: Draw,
): readonly UploadCall[] {
  const number = Number(of.slice(1)) + 1;
  const patches = between(1, MOST);
  const parts = Array.from({ length: patches }, (_, index): readonly UploadCall[] => {
    const offset = index * SIZE;
    const patch = (at: number): UploadCall => ({
      ...{ call: "patch", of, offset: at },
      part: { size: SIZE, seed: number * MOST + index },
    });
    return [
      ...(often(1 / 4) ? [patch(offset + SIZE)] : []),
      patch(offset),
      ...(often(1 / 2) ? [{ call: "head", of } as const] : []),
    ];
  });
  return [
    { call: "create", of, length: patches * SIZE },
    ...parts.flat(),
    { call: "head", of },
    { call: "read", of },
  ];
}
