import { expect, test } from "vitest";
import { crcNumber, readCrc } from "../../src/judge/checks/match-value.ts";

/** The check value of CRC-32 (ISO-HDLC): that of the text "123456789". */
const CHECK = 0xcbf43926;

test.each(["CBF43926", "cbf43926", "0xCBF43926", "00CBF43926", " CBF43926 "])(
  "%s is a CRC-32 in hexadecimal",
  (text) => {
    expect(readCrc(text)).toBe(CHECK);
  },
);

test.each([undefined, "", "CBF439261", "CBF4392G", "-1", "cbf4 3926"])("%s is none", (text) => {
  expect(readCrc(text)).toBeUndefined();
});

test("leading zeros do not count, and all zeros are 0", () => {
  expect(readCrc("0000000a")).toBe(10);
  expect(readCrc("00000000")).toBe(0);
});

test("a rule means the CRC-32 of bytes, or one that is written somewhere", () => {
  const scope = new Map([["sent", Buffer.from("123456789")]]);
  expect(crcNumber("$sent", scope)).toBe(CHECK);
  expect(crcNumber({ bytes: 0, seed: 1 }, scope)).toBe(0);
  expect(crcNumber("cbf43926", scope)).toBe(CHECK);
  expect(crcNumber("no crc", scope)).toBeUndefined();
});
