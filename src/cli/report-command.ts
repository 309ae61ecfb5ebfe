import { dirname, extname, join, resolve } from "node:path";
import { Command, Option } from "commander";
import { formatFiles } from "../../reporters/format-files.ts";
import { shortfallWords } from "../../reporters/judged-words.ts";
import { FORMATS } from "../../reporters/registry.ts";
import type { RenderOptions } from "../../reporters/render-options.ts";
import { summary } from "../../reporters/summary/summary.ts";
import { visible } from "../../reporters/text/visible.ts";
import { readSpecs } from "../config/files/read-specs.ts";
import { VERDICTS_FILE } from "../config/files/verdicts-file.ts";
import { writeFolder } from "../config/files/write-folder.ts";
import { EXIT, type FailOn } from "../judge/report/exit-code.ts";
import { digestOfReport } from "../judge/report/seal-report.ts";
import { withMinJudged } from "../judge/report/with-min-judged.ts";
import { UsageError } from "../model/errors.ts";
import { fallsShort } from "../model/how-judged.ts";
import type { Report } from "../model/report.ts";
import { exportRules } from "../rules/select/export-rules.ts";
import { digestOf } from "../rules/source/digest.ts";
import { choices, collect } from "./filter-options.ts";
import { inRepository } from "./in-repository.ts";
import { partialReport } from "./partial-report.ts";
import { asCurrent, readWrittenReport, type WrittenReport } from "./read-report.ts";
import { minJudgedOption, type RunFormat } from "./report-options.ts";
import { REPORT_FORMATS } from "./run-options.ts";
import { allowedSignersOption, signOption } from "./sign-options.ts";
import { signedReport, signerOf, signReport } from "./sign-report.ts";
import { colored, print, say, terminalWidth } from "./terminal.ts";
import { verifyReport } from "./verify-report.ts";

interface ReportOptions {
  readonly format?: readonly RunFormat[];
  readonly out?: string;
  readonly failOn: FailOn;
  readonly minJudged?: number;
  readonly verify?: boolean;
  readonly rules?: string;
  readonly exportRules?: string;
  readonly sign?: string;
  readonly allowedSigners?: string;
  readonly specs?: readonly string[];
  readonly verbose?: boolean;
  readonly color: boolean;
}

const STDOUT = "-";

/** `assay report REPORT`: other formats of an existing report, and its integrity; sends no request. */
export function reportCommand(): Command {
  const formats: readonly RunFormat[] = [...REPORT_FORMATS, "allure"];
  return new Command("report")
    .description("render an existing report in other formats, or check that it was not changed")
    .argument("<report>", "a report.json, or the verdicts.jsonl of a run that was killed")
    .addOption(
      new Option(
        "-f, --format <formats>",
        `${formats.join(", ")} (default: print the summary)`,
      ).argParser(choices(formats, (text) => text.toLowerCase())),
    )
    .option(
      "-o, --out <dir>",
      "folder for the files, or - for the terminal (default: beside the report)",
    )
    .addOption(
      new Option("--fail-on <level>", "what counts as a violation")
        .choices(["must", "should", "never"])
        .default("must"),
    )
    .addOption(minJudgedOption())
    .option(
      "--verify",
      "check the digests of the report, its rules and its tool, and the signature in REPORT.sig",
    )
    .addOption(allowedSignersOption("with --verify: it has to be signed by one of them"))
    .addOption(signOption("sign the report, into REPORT.sig,"))
    .option("--rules <dir>", "with --verify: exported rules to compare with those of the report")
    .option(
      "--export-rules <dir>",
      "write the rule files of the report, and a list of them, to this folder",
    )
    .addOption(
      new Option(
        "--specs <dir>",
        "the rule files that the run had beside the built-in ones",
      ).argParser(collect),
    )
    .option("-v, --verbose", "print every failure and every reason in the summary")
    .option("--no-color", "no colours, as with NO_COLOR")
    .action(async (path: string, options: ReportOptions) => {
      const isPartial = extname(path) === extname(VERDICTS_FILE);
      const written = isPartial ? await partialReport(path) : await readWrittenReport(path);
      const code = work(path, written, options);
      // Half a run never looks like a whole one.
      process.exitCode = isPartial && code === EXIT.conforms ? EXIT.interrupted : code;
    });
}

function work(path: string, written: WrittenReport, options: ReportOptions): number {
  const { format, out = dirname(path), exportRules: folder, sign } = options;
  if (options.verify) return verify(path, written, options);
  warnIfChanged(path, written);
  const signer = signerOf(sign);
  if (signer) print(`${visible(signReport(path, written, signer))}\n`);
  const report = withMinJudged(asCurrent(written), options.minJudged);
  if (folder !== undefined) writeRules(report, folder, options.specs ?? []);
  const { targetsFile: told } = report.run;
  const targetsFile = told && inRepository(resolve(dirname(path), told), process.env);
  const rendering = {
    failOn: options.failOn,
    reportPath: path,
    ...(targetsFile === undefined ? {} : { targetsFile }),
  };
  if (format && out === STDOUT) printAs(report, format, rendering);
  else if (format) write(report, format, out, rendering);
  else if (folder === undefined && sign === undefined) {
    const { failOn, verbose = false } = options;
    const paper = { color: colored(options), width: terminalWidth(), reportPath: path };
    print(summary(report, { ...paper, verbose, failOn }), { colors: paper.color });
  }
  return gate(report, options);
}

/** Rendering succeeds whatever the report says; only what was asked for is a gate. */
function gate({ targets }: Report, { minJudged }: ReportOptions): number {
  if (minJudged === undefined) return EXIT.conforms;
  const short = targets.filter(({ judged }) => fallsShort(judged));
  for (const { name, judged } of short) {
    say(`${visible(name)}: ${shortfallWords(judged)}\n`);
  }
  return short.length > 0 ? EXIT.incomplete : EXIT.conforms;
}

function verify(path: string, report: WrittenReport, options: ReportOptions): number {
  const signed = signedReport(path, options.allowedSigners, Date.now());
  const { lines, verified } = verifyReport(report, { ...options, signed });
  print(`${lines.map(visible).join("\n")}\n`);
  return verified ? EXIT.conforms : EXIT.violated;
}

function warnIfChanged(path: string, report: WrittenReport): void {
  if (report.digest === undefined || report.digest === digestOfReport(report)) return;
  say(`warning: ${visible(path)} was changed after it was written: see assay report --verify\n`);
}

function printAs(report: Report, names: readonly RunFormat[], options: RenderOptions): void {
  const [name] = names;
  if (name === undefined || names.length > 1 || name === "allure") {
    throw new UsageError("format-many", [
      {
        message: `--out - takes one format of one file, not ${names.join(", ")}`,
        hint: "give --out a folder",
      },
    ]);
  }
  print(FORMATS[name].render(report, options));
}

function write(
  report: Report,
  names: readonly RunFormat[],
  out: string,
  options: RenderOptions,
): void {
  const files = formatFiles(report, names, options);
  writeFolder(out, files);
  const shown = new Set(Object.keys(files).map((file) => file.replace(/\/.*/, "")));
  print([...shown].map((file) => `${visible(join(out, file))}\n`).join(""));
}

function writeRules(report: Report, folder: string, specs: readonly string[]): void {
  const files = readSpecs(specs, process.cwd());
  const digest = digestOf(files);
  if (digest !== report.specs.digest) {
    throw new UsageError("rules-differ", [
      {
        message: `the rule files of this installation (${digest}) are not those of the report (${visible(report.specs.digest)})`,
        hint: `give --specs as the run had it, and use assay ${visible(report.tool.version)}, which wrote the report`,
      },
    ]);
  }
  writeFolder(folder, exportRules(files));
  print(`${visible(folder)}\n`);
}
