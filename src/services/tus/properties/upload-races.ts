import fc from "fast-check";
import {
  branch,
  branches,
  inOrder,
  MOSTLY,
  one,
  some,
} from "../../../properties/race/plan-parts.ts";
import type { Branch } from "../../../properties/race/race-plan.ts";
import { type RaceOptions, raceProperty } from "../../../properties/race/race-property.ts";
import type { CaseState } from "../../../run/case/case-state.ts";
import { StopCase } from "../../../run/case/case-state.ts";
import type { Property } from "../../../run/case/property.ts";
import { describeCall, type UploadCall } from "./upload/call.ts";
import { UPLOAD_CROWD } from "./upload/crowd.ts";
import { makerOf } from "./upload/make.ts";
import { uploadSpec } from "./upload/spec.ts";
import type { Outcome, UploadState } from "./upload/state.ts";

type Options = RaceOptions<UploadState, UploadCall, UploadCall, Outcome>;

const OF = "u0";
const LENGTH = 40;

/** A PATCH of a few bytes, often in two halves: then it is in flight for a while. */
function patchAt(offset: number): fc.Arbitrary<UploadCall> {
  return fc
    .record({
      size: fc.constantFrom(10, 10, 5, 20),
      seed: fc.constant(1),
      slow: fc.boolean(),
    })
    .map(({ slow, ...part }) => ({
      call: "patch",
      of: OF,
      offset,
      part,
      ...(slow ? { slow } : {}),
    }));
}

/** The same bytes twice could be one PATCH that was repeated: a branch has its own. */
function ofOtherBytes(one: Branch<UploadCall>, index: number): Branch<UploadCall> {
  const calls = one.calls.map((call) =>
    call.call === "patch" ? { ...call, part: { ...call.part, seed: index + 1 } } : call,
  );
  return { ...one, calls };
}

/** The bytes that were there before. */
const BEFORE: UploadCall = { call: "patch", of: OF, offset: 0, part: { size: 10, seed: 7 } };
const HEAD: UploadCall = { call: "head", of: OF };
const READ: UploadCall = { call: "read", of: OF };

async function enter(state: CaseState): ReturnType<Options["enter"]> {
  const make = makerOf(state);
  const create: UploadCall = { call: "create", of: OF, length: LENGTH };
  const made = await make({ call: create });
  if (made?.outcome.kind !== "accepted") {
    throw new StopCase("undecided", `the creation got ${made?.outcome.words ?? "no answer"}`);
  }
  const begun = [{ call: create, outcome: made.outcome }];
  return { spec: uploadSpec, begun, make, toCall: (planned) => planned };
}

const SET_UP = "a creation, which has to be accepted";

/** Of several PATCH at one offset exactly one can be at the right one. */
export const patchRace: Property = raceProperty({
  name: "tus-race-patches",
  title: "Of several PATCH at one offset in flight together one advances the upload.",
  plays: {
    setUp: SET_UP,
    before: "a PATCH of 10 bytes",
    atOnce: "up to four PATCH at the same offset, of other bytes each, often slow ones",
    afterwards: "HEAD, and a look at what is stored where the target says where",
  },
  demands: [
    {
      text: "whichever comes first is taken; for the others it is another offset: 409, or refused because the upload is busy",
      statements: ["TUS-29", "TUS-30"],
    },
    {
      text: "HEAD tells what the one that was taken was told, and its bytes are stored",
      statements: ["TUS-35", "TUS-01"],
    },
  ],
  needs: ["Create", "Patch", "Head"],
  plans: fc.record({
    prefix: one(fc.constant(BEFORE)),
    branches: branches(some(patchAt(10), [MOSTLY]), 4).map((all) => all.map(ofOtherBytes)),
    suffix: fc.constant([HEAD, READ]),
  }),
  enter,
  expected: "one PATCH that is taken at one offset, and an upload that holds its bytes alone",
  describe: describeCall,
  breaks: ["TUS-29"],
  crowd: UPLOAD_CROWD,
});

/** What was deleted stays deleted, also when a PATCH was in flight. */
export const deleteRace: Property = raceProperty({
  name: "tus-race-delete",
  title: "An upload that was deleted amid a PATCH is gone.",
  plays: {
    setUp: SET_UP,
    before: "a PATCH of 10 bytes",
    atOnce: "DELETE and a PATCH, often a slow one",
    afterwards: "HEAD",
  },
  demands: [
    { text: "whatever comes after a DELETE that was taken is 404 or 410", statements: ["TUS-118"] },
  ],
  needs: ["Create", "Patch", "Head", "Delete"],
  plans: fc.record({
    prefix: one(fc.constant(BEFORE)),
    // A second PATCH would be another rule's; HEAD may tell what has come of a PATCH so far.
    branches: inOrder(
      one(branch(one(fc.constant<UploadCall>({ call: "delete", of: OF })))),
      one(branch(one(patchAt(10)))),
    ),
    suffix: fc.constant([HEAD]),
  }),
  enter,
  expected: "an order of the calls in which nothing finds the upload after its DELETE",
  describe: describeCall,
  breaks: ["TUS-118"],
});
