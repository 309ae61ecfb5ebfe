import type { DiffReport } from "../../src/model/diff.ts";

/** The comparison as JSON, as its schema describes it: indented by two spaces, one line feed at the end. */
export function diffJson(diff: DiffReport): string {
  const indent = 2;
  return `${JSON.stringify(diff, null, indent)}\n`;
}
