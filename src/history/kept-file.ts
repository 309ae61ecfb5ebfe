import { escapeInvisible } from "../../reporters/text/safe-json.ts";
import type { KeptRun } from "./kept-run.ts";

const SHORT = 12;
/** `20261130T093324Z-0123456789ab.json`: when the run began, and the start of its report's digest. */
export const KEPT_FILE = /^\d{8}T\d{6}Z-[0-9a-f]{12}\.json$/;

/** What a file that holds a signature has behind the name of the file that it signs, as ssh-keygen names it. */
export const SIGNATURE_ENDING = ".sig";

/** The name of the file of a row: sorted by it, rows are sorted by date. */
export function keptFileName({ run, report }: Pick<KeptRun, "run" | "report">): string {
  const instant = new Date(run.startedAt).toISOString().replace(/\.\d+/, "").replace(/[-:]/g, "");
  return `${instant}-${shortDigest(report)}.json`;
}

/** The text of the file of a row, without white space, on one line: the same for the same row. */
export function keptFileText(row: KeptRun): string {
  return `${escapeInvisible(JSON.stringify(row))}\n`;
}

/** The first digits of `sha256:…`, enough to tell digests apart. */
export function shortDigest(digest: string): string {
  return digest.replace("sha256:", "").slice(0, SHORT);
}
