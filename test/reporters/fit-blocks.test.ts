import { describe, expect, it } from "vitest";
import { fitBlocks } from "../../reporters/markdown/fit-blocks.ts";

const SIZE = 10;
const detail = (letter: string) => ({ text: letter.repeat(SIZE), short: letter, detail: true });

describe("fitBlocks", () => {
  it("keeps everything in its place when there is room", () => {
    expect(fitBlocks([detail("a"), { text: "frame" }], 1_000)).toEqual({
      text: "aaaaaaaaaa\n\nframe",
      cut: 0,
    });
  });

  it("gives the frame its room first, then details, then short details", () => {
    const blocks = [detail("a"), detail("b"), { text: "frame" }];
    expect(fitBlocks(blocks, 22)).toEqual({ text: "aaaaaaaaaa\n\nb\n\nframe", cut: 1 });
    expect(fitBlocks(blocks, 9)).toEqual({ text: "frame", cut: 2 });
  });

  it("counts bytes of UTF-8, not characters", () => {
    expect(fitBlocks([{ text: "ééé" }], 7)).toEqual({ text: "", cut: 1 });
  });
});
