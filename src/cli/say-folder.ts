import type { ClaimedFolder } from "../config/files/claim-folder.ts";

/** Says where the reports go when another run has the folder that was asked for. */
export function sayFolder({ path, takenBy }: ClaimedFolder): void {
  if (takenBy === undefined) return;
  const who = `another run (process ${takenBy}) writes its reports there`;
  process.stderr.write(`note: ${who}: those of this one go to ${path}\n`);
}

/** Says where the report of a part goes, when that of a whole run stands where it would be. */
export function sayPart(whole: string, part: string): void {
  process.stderr.write(
    `note: ${whole} has the report of a whole run, and keeps it: that of this part goes to ${part}\n`,
  );
}
