import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/model/errors.ts";
import { isWhole } from "../sampled.ts";
import { PIECES } from "./odd-texts.ts";
import { READERS } from "./readers.ts";

/** A day's tests look at a few. */
const FEW = 15;

/** Reads it, or says what is wrong with it: everything else is a bug of ours. */
async function readsOrRefuses(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    for (const { message } of error.problems) expect(message).not.toBe("");
  }
}

describe("readers of what somebody else wrote", () => {
  it("are tried 100,000 times in all", () => {
    const shares = Object.values(READERS).map(({ share }) => share);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100_000);
  });

  it.each(Object.entries(READERS))(
    "%s: whatever is written, it is read or refused",
    async (_, { texts, read, share }) => {
      const property = fc.asyncProperty(texts, (text) => readsOrRefuses(() => read(text)));
      await fc.assert(property, { numRuns: isWhole ? share : FEW });
    },
    isWhole ? 3_600_000 : 180_000,
  );

  const SMALL = 20_000;
  const LARGE = 4 * SMALL;
  /** Four times the text may take four times as long; ten times would be another curve. */
  const MOST = 10;
  const FLOOR_MS = 150;
  const repeated = PIECES.flatMap((piece) => Object.keys(READERS).map((name) => ({ piece, name })));
  it.each(isWhole ? repeated : repeated.filter((_, index) => index % 67 === 0))(
    "$name: time grows with the length of $piece",
    async ({ piece, name }) => {
      const { read } = READERS[name] ?? {};
      if (!read) throw new Error(`there is no reader of ${name}`);
      const costOf = async (length: number): Promise<number> => {
        const text = piece.repeat(Math.ceil(length / piece.length));
        const before = process.cpuUsage();
        await readsOrRefuses(() => read(text));
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1_000;
      };
      await costOf(SMALL);
      const small = Math.max(FLOOR_MS, await costOf(SMALL));
      expect(await costOf(LARGE)).toBeLessThan(small * MOST);
    },
  );
});
