import { Argument, Command, Option } from "commander";
import type { FormatName } from "../../reporters/registry.ts";
import { FORMATS } from "../../reporters/registry.ts";
import { UsageError } from "../model/errors.ts";
import { choices, collect } from "./filter-options.ts";
import type { ImportOptions } from "./import-options.ts";
import { signOption } from "./sign-options.ts";

const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];

interface Kind {
  /** Options that mean something for it, beside those of all. */
  readonly takes: readonly (keyof ImportOptions)[];
  readonly run: (file: string, options: ImportOptions, command: Command) => Promise<number>;
}

/** Each brings what it needs with it: a parser that nobody asked for is not loaded. */
const KINDS: Readonly<Record<string, Kind>> = {
  wsdl: {
    takes: ["force"],
    run: async (file, options) => (await import("./import-wsdl.ts")).importWsdl(file, options),
  },
  openapi: {
    takes: ["force"],
    run: async (file, options) =>
      (await import("./import-openapi.ts")).importOpenApi(file, options),
  },
  har: {
    takes: ["target", "targets", "format", "edition", "sign", "failOn", "verbose", "quiet"],
    run: async (file, options, command) => {
      const { importHar } = await import("./import-har.ts");
      return importHar(file, options, command);
    },
  },
};

const OF_ALL: readonly string[] = ["out", "service", "url", "specs", "color"];

/** `assay import KIND FILE`: what a description or recorded traffic says; sends no request. */
export function importCommand(): Command {
  return new Command("import")
    .description(
      "make a targets file of a WSDL or an OpenAPI document, or a service of one's own, and judge recorded traffic (HAR); sends no request",
    )
    .addArgument(new Argument("<kind>", "what the file is").choices(Object.keys(KINDS)))
    .argument("<file>", "the file; - for standard input")
    .option(
      "-o, --out <path>",
      "what to write: a targets file (default: targets.json), or the folder of a service or of reports",
    )
    .option("--force", "write over what is there")
    .option("--service <name>", "which service it is, where the file does not tell")
    .option("--url <url>", "the base URL of the service, instead of what the file says")
    .addOption(new Option("--specs <dir>", "further rule files").argParser(collect))
    .option("-t, --target <name>", "har: the traffic of this target of the file")
    .option("--targets <file>", "har: the targets file (default: ./targets.json)")
    .addOption(
      new Option(
        "-f, --format <formats>",
        `har: ${FORMAT_NAMES.join(", ")}; json is always written`,
      ).argParser(choices(FORMAT_NAMES, (text) => text.toLowerCase())),
    )
    .option("--edition <name>", "har: hold the answers to one edition of the documents alone")
    .addOption(signOption("har: sign report.json, into report.json.sig,"))
    .addOption(
      new Option("--fail-on <level>", "har: what makes the exit code 1").choices([
        "must",
        "should",
        "never",
      ]),
    )
    .option("-v, --verbose", "har: show every failure whole")
    .option("-q, --quiet", "har: print the outcome, and nothing else")
    .option("--no-color", "no colours")
    .action(async (name: string, file: string, options: ImportOptions, self: Command) => {
      const kind = KINDS[name];
      if (!kind) throw new Error(`commander let "${name}" through`);
      refuseOthers(name, kind, options);
      process.exitCode = await kind.run(file, options, self);
    });
}

/** @throws UsageError (`option-unfit`) for options that only another kind has a use for */
function refuseOthers(name: string, { takes }: Kind, options: ImportOptions): void {
  const problems = Object.keys(options)
    .filter((option) => !OF_ALL.includes(option) && !takes.some((one) => one === option))
    .map((option) => {
      const flag = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      return { message: `assay import ${name} has no use for ${flag}`, hint: "leave it out" };
    });
  if (problems.length > 0) throw new UsageError("option-unfit", problems);
}
