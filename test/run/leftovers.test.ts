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
    leftovers.add({ what: "document", id: "secret", left: NO_ANSWER, again: second.again });
    leftovers.add({ what: "upload handler", id: "a", left: NO_ANSWER, again: first.again });
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
    const what = "upload";
    leftovers.add({ what, id: "a", left: REFUSED, again: refused.again });
    leftovers.add({ what, id: "b", left: NO_ANSWER, again: never.again });
    leftovers.add({ what, id: "c", left: NO_ANSWER, again: later.again });
    leftovers.add({ what, id: "d", left: NO_ANSWER });
    for (let turn = 0; turn < 9; turn++) await leftovers.tryOne();
    expect([refused.tried.times, never.tried.times, later.tried.times]).toEqual([0, 3, 1]);
    expect(leftovers.words()).toEqual([
      "upload a: refused",
      "upload b: no answer",
      "upload c: refused",
      "upload d: no answer",
    ]);
  });

  test("is counted where there is too much of it to be known by name", () => {
    const leftovers = createLeftovers((text) => text, 2);
    const forgotten: string[] = [];
    for (const id of ["a", "b", "c", "d"]) {
      const forget = () => void forgotten.push(id);
      leftovers.add({ what: "upload", id, left: REFUSED, forgotten: forget });
    }
    leftovers.add({ what: "document", id: "e", left: NO_ANSWER });
    expect(forgotten).toEqual(["c", "d"]);
    expect(leftovers.words()).toEqual([
      "upload a: refused",
      "upload b: refused",
      "2 more, each upload with a name of its own: refused",
      "1 more, each document with a name of its own: no answer",
    ]);
  });
});
