import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { claimFile } from "../../config/files/claim-file.ts";
import { writeWhole } from "../../config/files/write-whole.ts";
import { appendTo } from "./append-to.ts";
import { OWN } from "./journal-file.ts";
import { parseJournal } from "./read-journal.ts";

/** So long another thread may take between opening the journal and having written to it. */
const ON_THE_WAY_MS = 100;

/**
 * Writes a journal anew without what is settled, while several threads add to it: what one of them wrote to
 * the file before is carried over. Where another thread is at it already, nothing is done.
 *
 * @returns the size of the journal now; undefined where it was left as it is
 */
export function compactJournal(path: string): number | undefined {
  const claim = claimFile(`${path}.lock`);
  if (!("release" in claim)) return undefined;
  const before = openSync(path, "r");
  try {
    const text = textFrom(before, 0);
    // The last line may not be whole yet: it is carried over when it is.
    let carried = text.lastIndexOf("\n") + 1;
    const { header, left } = parseJournal(path, text.toString("utf8", 0, carried));
    const lines = [header, ...left].map((line) => `${JSON.stringify(line)}\n`).join("");
    writeWhole(path, lines, OWN);
    const carryOver = (): void => {
      const more = textFrom(before, carried);
      carried += more.length;
      appendTo(path, more);
    };
    carryOver();
    // Who had opened the file before it was another may have written to it since.
    setTimeout(() => {
      try {
        carryOver();
      } finally {
        closeSync(before);
      }
    }, ON_THE_WAY_MS).unref();
    return Buffer.byteLength(lines);
  } catch (error) {
    closeSync(before);
    throw error;
  } finally {
    claim.release();
  }
}

function textFrom(file: number, start: number): Buffer {
  const text = Buffer.alloc(fstatSync(file).size - start);
  let at = 0;
  while (at < text.length) {
    const read = readSync(file, text, at, text.length - at, start + at);
    if (read === 0) break;
    at += read;
  }
  return text.subarray(0, at);
}
