import { expect, test } from "vitest";
import { otherContents } from "../../src/run/case/other-contents.ts";
import { payloadOf } from "../../src/wire/encode/bytes.ts";

test("what is load for others has other bytes, as many, and all else as it is", () => {
  const chunk = { bytes: { size: 601, seed: 1, pattern: "text" } };
  const values = otherContents({ uploadHandler: "a", fileChunk: chunk, lastChunk: true });
  expect(values).toEqual({
    uploadHandler: "a",
    fileChunk: { bytes: { size: 601, seed: 2, pattern: "text" } },
    lastChunk: true,
  });
  const other = payloadOf({ bytes: { ...chunk.bytes, seed: 2 } }).bytes;
  expect(other.equals(payloadOf(chunk).bytes)).toBe(false);
});
