import type { Log } from "sarif";
import type { Report } from "../../src/model/report.ts";
import type { RenderOptions } from "../render-options.ts";
import { safeJson } from "../text/safe-json.ts";
import { targetsWithin } from "./sarif-limits.ts";
import { sarifRun } from "./sarif-run.ts";

const SCHEMA =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/**
 * SARIF 2.1.0 for code scanning and editors: a run for each target, the rules with their help, the
 * violations with their place in the targets file. See {@link sarifRun}. Of more targets than code scanning
 * takes in one file the weightiest are there, and each run says which are not.
 */
export function renderSarif(report: Report, options: RenderOptions = {}): string {
  const kept = targetsWithin(report.targets);
  const leftOut = report.targets.filter((target) => !kept.includes(target));
  const log: Log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: kept.map((target) => sarifRun(report, target, leftOut, options)),
  };
  return safeJson(log);
}
