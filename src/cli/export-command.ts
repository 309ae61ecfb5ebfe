import { basename, dirname, extname, join } from "node:path";
import { Command, Option } from "commander";
import { visible } from "../../reporters/text/visible.ts";
import { writeFolder } from "../config/files/write-folder.ts";
import { type Exported, exportFailures, type LeftOut } from "../export/export-failures.ts";
import type { FailureToExport } from "../export/read/failure-to-export.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import { digestOfReport } from "../judge/report/seal-report.ts";
import { UsageError } from "../model/errors.ts";
import { EXPORT_FORMAT_NAMES, type ExportFormatName } from "../model/export-formats.ts";
import type { Report } from "../model/report.ts";
import { didYouMean } from "../schema/did-you-mean.ts";
import { collect } from "./filter-options.ts";
import { loadWrittenRules } from "./load-rules.ts";
import { refuseNamedCode } from "./named-by-file.ts";
import { asCurrent, readWrittenReport } from "./read-report.ts";
import { specsOfReport } from "./report-specs.ts";
import { usualFolder } from "./run-defaults.ts";
import { print, say } from "./terminal.ts";

/** Of the ids of a report that has many. */
const MAX_SHOWN = 20;

interface ExportOptions {
  readonly as: ExportFormatName;
  readonly report?: string;
  readonly target?: string;
  readonly out?: string;
  readonly specs?: readonly string[];
}

/** `assay export --as FORMAT FAILURE...`: failures of a report as tests of their own; sends no request. */
export function exportCommand(): Command {
  return new Command("export")
    .description("write failures of a report as tests that need nothing of Assay")
    .argument("[failures...]", "ids of failures (default: all of the report)")
    .addOption(
      new Option("--as <format>", "what to write them as")
        .choices(EXPORT_FORMAT_NAMES)
        .makeOptionMandatory(),
    )
    .option("--report <file>", "a report.json (default: that of the last run)")
    .option("-t, --target <name>", "only the failures of this target")
    .option(
      "-o, --out <path>",
      "a folder, or a file by its extension (default: print to the terminal)",
    )
    .addOption(
      new Option("--specs <dir>", "further rule files (default: those of the report)").argParser(
        collect,
      ),
    )
    .action(async (ids: readonly string[], options: ExportOptions) => {
      process.exitCode = await exportReport(ids, options);
    });
}

async function exportReport(ids: readonly string[], options: ExportOptions): Promise<number> {
  const { report: path = join(usualFolder(), "report.json"), as, out } = options;
  const written = await readWrittenReport(path);
  if (written.digest !== undefined && written.digest !== digestOfReport(written)) {
    say(`warning: ${visible(path)} was changed after it was written: see assay report --verify\n`);
  }
  const failures = await failuresOf(asCurrent(written), ids, { ...options, report: path });
  const exported = exportFailures(failures, as);
  refuseNothing(exported, { as, isNamed: ids.length > 0 });
  if (out === undefined) printOnly(exported.files);
  else write(exported.files, out);
  for (const one of exported.leftOut) say(`left out: ${leftOutWords(one)}\n`);
  return EXIT.conforms;
}

/** The failures that are asked for, each kind once: its id is that of the rule, the binding and what was wrong. */
async function failuresOf(
  report: Report,
  ids: readonly string[],
  { report: path, specs, target: wanted }: ExportOptions & { readonly report: string },
): Promise<readonly FailureToExport[]> {
  const targets = report.targets.filter(({ name }) => wanted === undefined || name === wanted);
  if (targets.length === 0) {
    const names = report.targets.map(({ name }) => name);
    const hint = `it has: ${names.map(visible).join(", ") || "none"}`;
    const message = `the report "${path}" has no target "${wanted ?? ""}"`;
    throw new UsageError("target-unknown", [{ message, hint }]);
  }
  const { there } = specsOfReport(path, report);
  if (!specs) refuseNamedCode({ by: `the report "${path}"`, folders: there });
  const loaded = await loadWrittenRules({ specs: specs ?? there });
  const properties = new Map(loaded.rules.map(({ id, property }) => [id, property]));
  const byId = new Map<string, FailureToExport>();
  for (const { name, rules } of targets) {
    for (const rule of rules) {
      for (const failure of rule.failures) {
        if (byId.has(failure.id)) continue;
        const property = properties.get(rule.id);
        const { operations } = loaded.specs;
        byId.set(failure.id, { target: name, rule, failure, operations, property });
      }
    }
  }
  if (ids.length === 0) return [...byId.values()];
  return [...new Set(ids)].map((id) => {
    const found = byId.get(id);
    if (found) return found;
    const guess = didYouMean(id, [...byId.keys()]);
    const all = [...byId.keys()].slice(0, MAX_SHOWN).join(", ");
    const hint = guess
      ? `did you mean "${guess}"?`
      : `it has: ${all || "no failures"}${byId.size > MAX_SHOWN ? " and more" : ""}`;
    const message = `the report "${path}" has no failure "${id}"`;
    throw new UsageError("failure-unknown", [{ message, hint }]);
  });
}

/** What was asked for by its id is exported, or nothing is; and an export without a test is none. */
function refuseNothing(
  { tests, leftOut }: Exported,
  { as, isNamed }: { readonly as: ExportFormatName; readonly isNamed: boolean },
): void {
  if (tests.length > 0 && (!isNamed || leftOut.length === 0)) return;
  if (leftOut.length === 0) {
    const message = "the report has no failure to export";
    throw new UsageError("nothing-to-export", [{ message }]);
  }
  throw new UsageError(
    "not-expressible",
    leftOut.map((one) => ({
      message: `no test as ${as} can say ${leftOutWords(one)}`,
      hint: "assay replay sends it again as it was",
    })),
  );
}

function leftOutWords({ of: { rule, failure }, because }: LeftOut): string {
  return visible(`${rule.id} on ${failure.binding} (${failure.id}): ${because}`);
}

function printOnly(files: Readonly<Record<string, string>>): void {
  const names = Object.keys(files);
  if (names.length > 1) {
    const message = `the terminal takes one file, not ${names.length}`;
    throw new UsageError("format-many", [{ message, hint: "give --out a folder" }]);
  }
  print(Object.values(files).join(""));
}

/** One file goes where --out says, where that has an extension; several go into a folder. */
function write(files: Readonly<Record<string, string>>, out: string): void {
  const [only, ...others] = Object.values(files);
  const isFile = extname(out) !== "" && only !== undefined && others.length === 0;
  const folder = isFile ? dirname(out) : out;
  const named = isFile ? { [basename(out)]: only } : files;
  writeFolder(folder, named);
  print(
    Object.keys(named)
      .map((name) => `${visible(join(folder, name))}\n`)
      .join(""),
  );
}
