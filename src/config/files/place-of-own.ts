import { realpathSync } from "node:fs";

/**
 * Where to write a file that somebody keeps or names himself (targets, deviations, what an option says): a link
 * to it stays a link. Not for what a run puts into a folder, where anybody may have left a link to anything.
 *
 * @returns the path as it is where nothing is there, or a link leads nowhere
 */
export function placeOfOwn(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
