import type { ClaimedFolder } from "../config/files/claim-folder.ts";
import { say } from "./terminal.ts";

/** Says where the reports go when another run has the folder that was asked for. */
export function sayFolder({ path, takenBy }: ClaimedFolder): void {
  if (takenBy === undefined) return;
  const who = `another run (process ${takenBy}) writes its reports there`;
  say(`note: ${who}: those of this one go to ${path}\n`);
}

/** Says where the report of a part goes, when that of a whole run stands where it would be. */
export function sayPart(whole: string, part: string): void {
  say(
    `note: ${whole} has the report of a whole run, and keeps it: that of this part goes to ${part}\n`,
  );
}
