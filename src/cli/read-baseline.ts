import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import { readReport } from "./read-report.ts";
import type { RunOptions } from "./run-options.ts";

/** The earlier report that failures are held against. */
export interface Baseline {
  /** As the user wrote it. */
  readonly path: string;
  readonly report: Report;
}

/**
 * Reads what `--against` names; it may lie where the new report will be written.
 *
 * @throws UsageError `against-missing` for `--fail-on new` without it, and as `readReport`
 */
export async function readBaseline({
  against,
  failOn,
}: Pick<RunOptions, "against" | "failOn">): Promise<Baseline | undefined> {
  if (against !== undefined) return { path: against, report: await readReport(against) };
  if (failOn !== "new") return undefined;
  const message = "--fail-on new needs to know what failed before";
  throw new UsageError("against-missing", [
    { message, hint: "give an earlier report: --against old/report.json" },
  ]);
}
