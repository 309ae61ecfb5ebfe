import { describe, expect, test } from "vitest";
import { createLeftovers, type Left } from "../../src/run/cleanup/leftovers.ts";

const NO_ANSWER: Left = { why: "no answer", mayPass: true };
const REFUSED: Left = { why: "refused", mayPass: false };

/** A removal that comes to these outcomes, one after the other, and how often it was tried. */
function coming(...outcomes: (Left | undefined)[]) {
  const tried = { times: 0 };
  return { tried, again: async () => outcomes[tried.times++] };
}

describe("what could not be removed", () => {
  test("goes by another try where it got no answer, the oldest first", async () => {
    const leftovers = createLeftovers((text) => text.replaceAll("secret", "‹secret›"));
    const [first, second] = [coming(undefined), coming(NO_ANSWER, undefined)];
    leftovers.add("document secret", NO_ANSWER, second.again);
    leftovers.add("upload handler a", NO_ANSWER, first.again);
    expect(leftovers.words()).toEqual([
      "document ‹secret›: no answer",
      "upload handler a: no answer",
    ]);
    await leftovers.tryOne();
    await leftovers.tryOne();
    expect(leftovers.words()).toEqual(["document ‹secret›: no answer"]);
    await leftovers.tryOne();
    await leftovers.tryOne();
    expect(leftovers.words()).toEqual([]);
    expect([first.tried.times, second.tried.times]).toEqual([1, 2]);
  });

  test("is not tried again where the server refuses it, nor for ever, nor what cannot be", async () => {
    const leftovers = createLeftovers((text) => text);
    const [refused, never, later] = [
      coming(),
      coming(...Array.from({ length: 9 }, () => NO_ANSWER)),
      coming(REFUSED),
    ];
    leftovers.add("a", REFUSED, refused.again);
    leftovers.add("b", NO_ANSWER, never.again);
    leftovers.add("c", NO_ANSWER, later.again);
    leftovers.add("d", NO_ANSWER);
    for (let turn = 0; turn < 9; turn++) await leftovers.tryOne();
    expect([refused.tried.times, never.tried.times, later.tried.times]).toEqual([0, 3, 1]);
    expect(leftovers.words()).toEqual(["a: refused", "b: no answer", "c: refused", "d: no answer"]);
  });
});
