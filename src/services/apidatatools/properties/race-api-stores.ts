import fc from "fast-check";
import { branch, HALF, inOrder, some } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeCall, type UploadCall } from "./upload/call.ts";
import { enterWith } from "./upload/enter.ts";

const NAME = "u0";
const CREATE = { call: "create", as: "owner", of: NAME } as const;
const DELETE = fc.constant<UploadCall>({ call: "delete", as: "owner", of: NAME, owner: "owner" });
const STORE = fc.constant<UploadCall>({ call: "store", of: NAME });
const LIST = fc.constant<UploadCall>({ call: "list", as: "owner" });
const ALWAYS = 10;

/** When a delete starts, in milliseconds after the file: most servers store a small one within five. */
const STARTS = [0, 0, 1, 1, 2, 2, 3, 4, 5];

/** What a plan always has: the file, and a delete beside it. */
const FILE = branch(
  STORE.map((call) => [call]),
  [0],
);
const BESIDE = branch(
  DELETE.map((call) => [call]),
  STARTS,
);

/** DUA-01, DUA-08 and DUA-10 while the file of the upload is on its way: a delete is a delete. */
export const raceApiStores = raceProperty({
  name: "race-api-stores",
  title: "A delete beside the file of its upload deletes it: once, and for good.",
  plays: {
    setUp: "CreateUpload by the owner, which has to be accepted",
    atOnce: "SendUploadFile for that upload, and one DeleteUpload of it or two",
    afterwards:
      "a list of the uploads, another delete, the file once more and another delete again",
  },
  demands: [
    { text: "one delete is answered 2xx, whatever is said to the file", statements: ["DUA-01"] },
    { text: "every other one is 404 Upload not found", statements: ["DUA-08"] },
    { text: "the upload is listed no more", statements: ["DUA-10"] },
  ],
  needs: ["DeleteUpload", "create-upload", "SendUploadFile"],
  plans: fc.record({
    prefix: fc.constant([]),
    branches: inOrder(some(FILE, [ALWAYS]), some(BESIDE, [ALWAYS, HALF])),
    suffix: inOrder(
      some(LIST, [HALF]),
      some(DELETE, [ALWAYS]),
      some(STORE, [HALF]),
      some(DELETE, [HALF]),
    ),
  }),
  enter: enterWith(CREATE),
  expected: "one delete succeeds, every other one is 404, and the upload is gone",
  describe: describeCall,
  breaks: ["DUA-01"],
});
