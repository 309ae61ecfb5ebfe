import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import reportSchema1 from "../../reporters/report-1.schema.json" with { type: "json" };
import { readText } from "../config/files/read-text.ts";
import { VERDICTS_FILE } from "../config/files/verdicts-file.ts";
import { fromVersion1, type Report1 } from "../judge/report/from-version-1.ts";
import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import type { SourceDocument } from "../schema/document.ts";
import { parseJsonDocument } from "../schema/json-document.ts";
import { lazily } from "../schema/lazily.ts";
import { compileSchema } from "../schema/validate.ts";

/** A report as its file has it, in whatever version. */
export type WrittenReport = Report | Report1;

const FORMAT = "assay-report";
/** The schema of each format version that is read; the last one is written. */
const CHECKS = new Map([
  [1, compileSchema(reportSchema1)],
  [2, compileSchema(reportSchema)],
] as readonly (readonly [unknown, ReturnType<typeof compileSchema>])[]);
/** Of many problems the first ones say what is the matter. */
const MAX_PROBLEMS = 5;
/** No report nests this deep; what works on one may rely on it. */
const MAX_DEPTH = 200;

/**
 * A report from its file, checked against the published schema of its version. One of an older version
 * comes as the current one has it.
 *
 * @throws UsageError `report-unreadable` (no such file), `json-syntax` (no JSON), `report-version` (of
 * a version that this assay does not read) or `report-invalid` (everything else), with the place
 */
export async function readReport(path: string): Promise<Report> {
  return asCurrent(await readWrittenReport(path));
}

export function asCurrent(written: WrittenReport): Report {
  return written.formatVersion === 1 ? fromVersion1(written) : written;
}

function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isFolder = code === "EISDIR";
    throw new UsageError("report-unreadable", [
      {
        message: `cannot read the report "${path}": ${isFolder ? "it is a folder" : message}`,
        hint: isFolder ? `is it ${join(path, "report.json")}?` : hintFor(path),
      },
    ]);
  }
}

/** As `readReport`, and in whatever version it was written: what its digest is about. */
export async function readWrittenReport(path: string): Promise<WrittenReport> {
  const text = textOf(path);
  const document = documentOf(path, text);
  const problems = checkOf(document)(document);
  if (problems.length > 0) throw new UsageError("report-invalid", problems.slice(0, MAX_PROBLEMS));
  return document.value as WrittenReport;
}

/** A run that was killed has left its verdicts where its report would be. */
function hintFor(path: string): string {
  const verdicts = join(dirname(path), VERDICTS_FILE);
  return existsSync(verdicts)
    ? `its run was killed or is under way: \`assay report ${verdicts}\` shows its verdicts until then`
    : "give the report.json of a run";
}

/** A report may have many megabytes: where things stand is found out only when something is wrong. */
function documentOf(file: string, text: string): SourceDocument {
  const value = strictlyParsed(text);
  if (value === undefined || nestsTooDeeply(value)) {
    parseJsonDocument(file, text);
    throw new UsageError("json-syntax", [
      {
        message: "this is not JSON: a report has no comments and no trailing commas",
        at: { file },
      },
    ]);
  }
  const positions = lazily(() => parseJsonDocument(file, text));
  return { file, value, positionOf: (place, part) => positions().positionOf(place, part) };
}

function strictlyParsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nestsTooDeeply(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth >= MAX_DEPTH || Object.values(value).some((each) => nestsTooDeeply(each, depth + 1));
}

/** Before the schema is asked: what is no report at all, or of another version, gets one clear sentence. */
function checkOf(document: SourceDocument): ReturnType<typeof compileSchema> {
  const { format, formatVersion } = (document.value ?? {}) as Readonly<Record<string, unknown>>;
  if (format !== FORMAT) {
    throw new UsageError("report-invalid", [
      {
        message: `this is not a report of assay: "format" is ${JSON.stringify(format) ?? "missing"}, not "${FORMAT}"`,
        at: document.positionOf(["format"]),
        hint: "give the report.json of a run",
      },
    ]);
  }
  const check = CHECKS.get(formatVersion);
  if (check) return check;
  throw new UsageError("report-version", [
    {
      message: `the report has format version ${JSON.stringify(formatVersion) ?? "none"}, and this assay reads versions ${[...CHECKS.keys()].join(" and ")}`,
      at: document.positionOf(["formatVersion"]),
      hint: "use the version of assay that wrote it",
    },
  ]);
}
