import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { DIFF_FORMATS, type DiffFormat } from "../../reporters/diff/diff-formats.ts";
import { diffSummary } from "../../reporters/diff/diff-summary.ts";
import { visible } from "../../reporters/text/visible.ts";
import { toolVersion } from "../config/files/tool-version.ts";
import { prepareFolder } from "../config/files/write-reports.ts";
import { writeWhole } from "../config/files/write-whole.ts";
import { diffReports } from "../judge/diff/diff-reports.ts";
import type { TargetNames } from "../judge/report/align-targets.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import type { DiffReport } from "../model/diff.ts";
import { UsageError } from "../model/errors.ts";
import { newTag } from "../run/target/open-target.ts";
import { choices, collect } from "./filter-options.ts";
import { readReport } from "./read-report.ts";
import { sayFolder } from "./say-folder.ts";
import { colored, print, terminalWidth } from "./terminal.ts";

const FORMAT_NAMES = Object.keys(DIFF_FORMATS) as readonly DiffFormat[];

interface DiffOptions {
  readonly target?: readonly TargetNames[];
  readonly format?: readonly DiffFormat[];
  readonly out?: string;
  readonly allowUnjudged?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

interface Paths {
  readonly old: string;
  readonly new: string;
}

/** `assay diff OLD NEW`: what changed from one report to another; sends no request. */
export function diffCommand(): Command {
  return new Command("diff")
    .description(
      "compare two reports; the exit code is 1 for a regression, and for a rule that is gone or no longer judged",
    )
    .argument("<old>", "the report.json of the older run")
    .argument("<new>", "the report.json of the newer run")
    .addOption(
      new Option(
        "-t, --target <names>",
        "only these targets; OLD=NEW where the names differ",
      ).argParser(targetNames),
    )
    .addOption(
      // Without commander's default, to which it would add what is given.
      new Option("-f, --format <formats>", `${FORMAT_NAMES.join(", ")} (default: text)`).argParser(
        choices(FORMAT_NAMES, (text) => text.toLowerCase()),
      ),
    )
    .option(
      "-o, --out <dir>",
      "folder for diff.txt, diff.md and so on (default: print to the terminal)",
    )
    .option("--allow-unjudged", "do not count a rule that is no longer judged as a regression")
    .option("-v, --verbose", "print every change")
    .option("--no-color", "no colours, as with NO_COLOR")
    .action(async (old: string, now: string, options: DiffOptions) => {
      process.exitCode = await compare({ old, new: now }, options);
    });
}

async function compare(paths: Paths, options: DiffOptions): Promise<number> {
  const { target: targets, format = ["text"], out, allowUnjudged = false } = options;
  if (out === undefined) refuseSeveral(format);
  const older = await readReport(paths.old);
  const newer = await readReport(paths.new);
  const version = toolVersion();
  const asked = { version, allowUnjudged, ...(targets ? { targets } : {}) };
  const diff = diffReports(older, newer, asked);
  if (out === undefined) {
    const [only = "text"] = format;
    const colors = only === "text" && colored(options);
    print(only === "text" ? text(diff, paths, options) : DIFF_FORMATS[only].render(diff), {
      colors,
    });
  } else {
    const folder = prepareFolder(out, newTag());
    sayFolder(folder);
    print(text(diff, paths, options), { colors: colored(options) });
    for (const name of new Set(format)) {
      const { file, render } = DIFF_FORMATS[name];
      const path = join(folder.path, file);
      writeWhole(path, render(diff));
      print(`${visible(path)}\n`);
    }
  }
  return diff.regressed ? EXIT.violated : EXIT.conforms;
}

function text(diff: DiffReport, paths: Paths, options: DiffOptions): string {
  return diffSummary(diff, {
    color: colored(options),
    width: terminalWidth(),
    verbose: options.verbose ?? false,
    paths,
  });
}

function refuseSeveral(formats: readonly DiffFormat[]): void {
  if (new Set(formats).size < 2) return;
  const message = `the terminal takes one format, not ${formats.join(", ")}`;
  throw new UsageError("format-many", [{ message, hint: "give --out a folder" }]);
}

/** `acme`, or `reference=acme`: its name in the older and in the newer report. */
function targetNames(text: string, before: readonly TargetNames[] = []): readonly TargetNames[] {
  const pairs = collect(text).map((name): TargetNames => {
    const [old = "", now = old, ...more] = name.split("=").map((part) => part.trim());
    if (old !== "" && now !== "" && more.length === 0) return { old, new: now };
    throw new InvalidArgumentError(`NAME or OLD=NEW is needed, not ${JSON.stringify(name)}.`);
  });
  return [...before, ...pairs];
}
