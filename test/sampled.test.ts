import { expect, test } from "vitest";
import { drawn, type Sample } from "./drawn.ts";

const CASES = Array.from({ length: 40 }, (_, index) => `${index < 37 ? "usual" : "rare"} ${index}`);
const kind = (one: string): string => one.split(" ")[0] ?? "";
const SAMPLE: Sample<string> = { oneIn: 5, name: (one) => one, kind };
const DAYS = Array.from({ length: 60 }, (_, index) => `day ${index}`);

test("a sample has one in so many of each kind, at least one, in their order", () => {
  for (const day of DAYS) {
    const today = drawn(CASES, SAMPLE, day);
    expect(today.filter((one) => kind(one) === "usual")).toHaveLength(8);
    expect(today.filter((one) => kind(one) === "rare")).toHaveLength(1);
    expect(today).toEqual(CASES.filter((one) => today.includes(one)));
  }
});

test("a sample is the same for the same day, whatever other cases come and go", () => {
  const [day = ""] = DAYS;
  const today = drawn(CASES, SAMPLE, day);
  expect(drawn(CASES, SAMPLE, day)).toEqual(today);
  const gone = CASES.find((one) => kind(one) === "usual" && !today.includes(one));
  const fewer = drawn(
    CASES.filter((one) => one !== gone),
    SAMPLE,
    day,
  );
  expect(today).toEqual(expect.arrayContaining([...fewer]));
});

test("over the days every case has its turn", () => {
  const seen = new Set(DAYS.flatMap((day) => drawn(CASES, SAMPLE, day)));
  expect(seen.size).toBe(CASES.length);
});
