import type { Session } from "../support/session.ts";
import { upload, versionOf } from "./written.ts";

let places = 0;

/** Whether what is written to several paths at once is each what it was. */
export const atOnceAt = async (
  session: Session,
  paths: readonly string[],
  by: "upload" | "finalize" = "upload",
): Promise<string> => {
  const texts = paths.map((_, index) => `text ${index}`);
  await writeTogether(session, paths, texts, by);
  const read = await Promise.all(paths.map((path) => session.read(path)));
  return read.join() === texts.join() ? "each its own" : "mixed up";
};

/** Writes several texts at the same time. */
async function writeTogether(
  session: Session,
  paths: readonly string[],
  texts: readonly string[],
  by: "upload" | "finalize",
): Promise<void> {
  if (by === "upload") {
    await Promise.all(paths.map((path, index) => upload(session, path, texts[index] ?? "")));
    return;
  }
  const ids: string[] = [];
  for (const text of texts) ids.push(await session.filled(text));
  await Promise.all(paths.map((path, index) => session.finalize(ids[index] ?? "", path)));
}

/** What versions hold of a document that two texts were written to at once, or behind a first one. */
export async function versionsAtOnce(
  session: Session,
  numbers: readonly number[],
  by: "upload" | "finalize" = "upload",
): Promise<string> {
  const path = `/Library/inbox/at-once-${++places}.txt`;
  if (by === "finalize") await upload(session, path, "one");
  await writeTogether(session, [path, path], ["one", "two"], by);
  const read: string[] = [];
  for (const number of numbers) read.push(await versionOf(session, path, number));
  return read.sort().join(", ");
}
