import { createHash } from "node:crypto";
import type { Report } from "../../model/report.ts";
import { canonicalJson } from "./canonical-json.ts";

/** `sha256:…` of the report without its own `digest`, as canonical JSON: how the file is laid out does not matter. */
export function digestOfReport({
  digest: _,
  ...content
}: Pick<Report, "digest" | "format">): string {
  return `sha256:${createHash("sha256").update(canonicalJson(content)).digest("hex")}`;
}

/** The report with its digest. Nothing may be changed after that: it is the last thing before writing. */
export function sealReport(report: Report): Report {
  return { ...report, digest: digestOfReport(report) };
}
