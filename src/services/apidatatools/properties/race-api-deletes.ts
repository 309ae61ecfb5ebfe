import fc from "fast-check";
import { branch, some } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeCall, type UploadCall } from "./upload/call.ts";
import { enterWith } from "./upload/enter.ts";
import { makerOf } from "./upload/make.ts";
import { uploadSpec } from "./upload/spec.ts";

const NAME = "u0";
const CREATE = { call: "create", as: "owner", of: NAME } as const;
const DELETE = fc.constant<UploadCall>({ call: "delete", as: "owner", of: NAME, owner: "owner" });
/** Two deletes always; a third and a fourth now and then. */
const MOST_DELETES = 4;
const OFTEN = [10, 10, 5, 5];

/** DUA-08 in one moment: one of them deletes, every other repeats it. */
export const raceApiDeletes = raceProperty({
  name: "race-api-deletes",
  title: "Of deletes of one upload in flight together one succeeds, and all others find it gone.",
  plays: {
    setUp: "CreateUpload by the owner, which has to be accepted",
    atOnce: "up to four DeleteUpload of that upload",
    afterwards: "another one, in most plans",
  },
  demands: [
    { text: "one delete is answered 2xx", statements: ["DUA-01"] },
    { text: "every other one is 404 Upload not found", statements: ["DUA-08"] },
  ],
  needs: ["DeleteUpload", "create-upload"],
  plans: fc.record({
    prefix: fc.constant([]),
    branches: some(branch(DELETE.map((call) => [call])), OFTEN),
    suffix: some(DELETE, [9]),
  }),
  enter: enterWith(CREATE),
  expected: "one delete succeeds, and every other one is 404",
  describe: describeCall,
  breaks: ["DUA-08"],
  crowd: {
    users: 2,
    resources: "uploads",
    life: (of, as, _, { between }) => [
      { call: "create", as, of } as const,
      ...Array(between(1, MOST_DELETES)).fill({ call: "delete", as, of, owner: as } as const),
    ],
    enter: async (state) => ({ spec: uploadSpec, make: makerOf(state) }),
  },
});
