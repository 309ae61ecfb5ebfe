import keptSchema from "../../reporters/kept-run.schema.json" with { type: "json" };
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import { UsageError } from "../model/errors.ts";
import { compileSchema } from "../schema/validate.ts";
import { digestOfKeptRun } from "./keep-run.ts";
import type { KeptRun } from "./kept-run.ts";

const HINT = "remove this file, and add its report again with assay history add";

const check = compileSchema(keptSchema, { schemas: [reportSchema] });

/**
 * A row of the history from the text of its file.
 *
 * @param file its name, for messages
 * @throws UsageError (`kept-run-invalid`) where it is none, or was changed after it was written
 */
export function readKeptRun(file: string, text: string): KeptRun {
  const invalid = (message: string): UsageError =>
    new UsageError("kept-run-invalid", [{ message, at: { file }, hint: HINT }]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid(`this is not JSON: ${(error as Error).message}`);
  }
  // The place in the file tells nothing: nobody writes it by hand.
  const [problem] = check({ file, value, positionOf: () => ({ file }) });
  if (problem) throw invalid(`this is no run as assay history keeps it: ${problem.message}`);
  const row = value as KeptRun;
  const digest = digestOfKeptRun(row);
  if (row.digest === digest) return row;
  throw invalid(
    `it was changed after it was written: its digest is ${row.digest}, its content has ${digest}`,
  );
}
