import type { Log } from "sarif";
import type { Report } from "../../src/model/report.ts";
import type { RenderOptions } from "../render-options.ts";
import { safeJson } from "../text/safe-json.ts";
import { sarifRun } from "./sarif-run.ts";

const SCHEMA =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/**
 * SARIF 2.1.0 for code scanning and editors: a run for each target, the rules with their help, the
 * violations with their places in the rule files. See {@link sarifRun}.
 */
export function renderSarif(report: Report, options: RenderOptions = {}): string {
  const { failOn = "must" } = options;
  const log: Log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: report.targets.map((target) => sarifRun(report, target, failOn)),
  };
  return safeJson(log);
}
