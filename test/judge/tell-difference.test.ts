import { expect, test } from "vitest";
import { tellDifference } from "../../src/judge/answer/tell-difference.ts";
import { payloadBytes } from "../../src/model/payload-bytes.ts";

const SENT = payloadBytes({ bytes: { size: 4000, seed: 1 } });

test.each([
  ["nothing, for the same bytes", SENT, ""],
  ["that they begin them", SENT.subarray(0, 3000), ", which begin them"],
  ["that they go on", Buffer.concat([SENT, SENT]), ", which go on after them"],
  [
    "what stands there instead",
    Buffer.from(SENT.toString("latin1").replace("\r\n", "\n"), "latin1"),
    ", different from byte 1 on: 0a 1a 00 01 02 03 04 05 for 0d 0a 1a 00 01 02 03 04",
  ],
  [
    "what was lost",
    Buffer.concat([SENT.subarray(0, 1000), SENT.subarray(2000)]),
    " (bytes 1000..2999 are those of 2000..3999)",
  ],
  [
    "what came twice",
    Buffer.concat([SENT.subarray(0, 2000), SENT.subarray(1000)]),
    " (bytes 2000..4999 are those of 1000..3999)",
  ],
  [
    "what has changed places",
    Buffer.concat([SENT.subarray(0, 1000), SENT.subarray(2000, 3000), SENT.subarray(1000, 2000)]),
    " (bytes 1000..1999 are those of 2000..2999)",
  ],
])("tells %s", (_, actual, told) => {
  if (told === "") expect(tellDifference(SENT, actual)).toBe("");
  else expect(tellDifference(SENT, actual)).toContain(told);
});

test("numbers the bytes of a part as those of the document", () => {
  const part = SENT.subarray(1000, 1010);
  const other = Buffer.from(part);
  other[3] = 0;
  expect(tellDifference(part, other, 1000)).toMatch(/^, different from byte 1003 on: 00 /);
});
