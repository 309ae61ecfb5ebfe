import type { Failure } from "../src/model/failure.ts";

/** Characters that no shell minds. */
const PLAIN = /^[A-Za-z0-9_./:=@%+,-]+$/;

export interface ReplayPlace {
  /** Where the report is; beside the reader's file when nothing is known. */
  readonly reportPath?: string;
  /** Named where the id alone may find another target's failure. */
  readonly target?: string | null;
}

/**
 * The command that sends a failure again, as it can be pasted: the report says itself which targets file
 * it was judged by.
 */
export function replayLine(
  { id }: Pick<Failure, "id">,
  { reportPath = "report.json", target = null }: ReplayPlace = {},
): string {
  const on = target === null ? "" : ` --target ${word(target)}`;
  return `assay replay ${word(reportPath)} ${word(id)}${on}`;
}

/** The command that writes a failure as a test that needs nothing of Assay, up to the name of the format. */
export function exportLine(
  { id }: Pick<Failure, "id">,
  { reportPath = "report.json", target = null }: ReplayPlace = {},
): string {
  const on = target === null ? "" : ` --target ${word(target)}`;
  return `assay export ${word(id)} --report ${word(reportPath)}${on} --as`;
}

function word(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
