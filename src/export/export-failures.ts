import type { ExportFormatName } from "../model/export-formats.ts";
import { type ExportedTest, NotExpressible } from "./exported-test.ts";
import { EXPORT_FORMATS, type ExportFormat } from "./formats.ts";
import type { FailureToExport } from "./read/failure-to-export.ts";
import { testOfFailure } from "./read/test-of-failure.ts";

/** A failure that is not exported, and why: a sentence without its full stop. */
export interface LeftOut {
  readonly of: FailureToExport;
  readonly because: string;
}

export interface Exported {
  /** By name; none where no failure could be exported. */
  readonly files: Readonly<Record<string, string>>;
  readonly tests: readonly ExportedTest[];
  readonly leftOut: readonly LeftOut[];
}

/** Failures as the files of a format. Pure; what a format cannot say is left out with the reason. */
export function exportFailures(
  failures: readonly FailureToExport[],
  name: ExportFormatName,
): Exported {
  const format: ExportFormat = EXPORT_FORMATS[name];
  const tests: ExportedTest[] = [];
  const written: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const of of failures) {
    try {
      const test = testOfFailure(of);
      written.push(format.test(test));
      tests.push(test);
    } catch (error) {
      if (!(error instanceof NotExpressible)) throw error;
      leftOut.push({ of, because: error.message });
    }
  }
  return { files: tests.length > 0 ? format.files(tests, written) : {}, tests, leftOut };
}
