import { summary } from "../../reporters/summary.ts";
import { writeReports } from "../config/write-reports.ts";
import { EXIT, exitCodeOf } from "../judge/exit-code.ts";
import type { Report } from "../model/report.ts";
import type { RunOptions } from "./run-options.ts";
import { colored, terminalWidth } from "./terminal.ts";

/** Writes the reports, says what came out, and gives the exit code. */
export async function conclude(
  report: Report,
  options: RunOptions,
  ended: { readonly interrupted: boolean; readonly errors: readonly string[] },
): Promise<number> {
  const formats = options.format.filter((format) => format !== "allure");
  const { out, failOn } = options;
  const reportPath = await writeReports(report, out, formats, { failOn });
  process.stdout.write(
    summary(report, {
      color: colored(options),
      width: terminalWidth(),
      reportPath,
      verbose: options.verbose ?? false,
      failOn,
    }),
  );
  for (const error of ended.errors) process.stderr.write(`internal error: ${error}\n`);
  if (ended.errors.length > 0) return EXIT.internal;
  return ended.interrupted ? EXIT.interrupted : exitCodeOf(report, failOn);
}
