import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Command, Option } from "commander";
import { prepareFolder } from "../config/files/write-reports.ts";
import { writeWhole } from "../config/files/write-whole.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import { benchOf } from "../prove/bench-of.ts";
import { planProof } from "../prove/plan-proof.ts";
import type { Proof } from "../prove/proof.ts";
import { gapsOfResult } from "../prove/proof-progress.ts";
import { proofSummary } from "../prove/proof-summary.ts";
import { prove } from "../prove/prove.ts";
import { renderProof } from "../prove/render-proof.ts";
import { newTag } from "../run/target/open-target.ts";
import { collect } from "./filter-options.ts";
import { onInterrupt } from "./interrupt.ts";
import { loadWrittenRules } from "./load-rules.ts";
import { wholeNumber } from "./number-option.ts";
import { sayFolder } from "./say-folder.ts";
import { scorePublic } from "./score-public.ts";
import { showProofProgress } from "./show-proof-progress.ts";
import { colored, print, terminalWidth } from "./terminal.ts";

const DEFAULT_SEEDS = 5;
const DEFAULT_RUNS = 100;
const MOST_WORKERS = 64;

interface ProveOptions {
  readonly fault?: readonly string[];
  readonly rule?: readonly string[];
  readonly dialect?: readonly string[];
  readonly nullServer?: readonly string[];
  readonly specs?: readonly string[];
  readonly seeds: number;
  readonly runs: number;
  readonly workers: number;
  readonly claimsOnly?: boolean;
  readonly public?: boolean;
  readonly out: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** `assay prove`: the rules against every fault, every dialect and every null server. */
export function proveCommand(): Command {
  return new Command("prove")
    .description(
      "judge every fault, legal dialect and null server with the rules, and write the kill matrix",
    )
    .addOption(new Option("--fault <names>", "only these faults").argParser(collect))
    .addOption(new Option("-r, --rule <glob>", "only these rules").argParser(collect))
    .addOption(new Option("--dialect <names>", "only these dialects").argParser(collect))
    .addOption(new Option("--null-server <names>", "only these null servers").argParser(collect))
    .addOption(
      new Option("--specs <dir>", "further rule files, beside the built-in ones").argParser(
        collect,
      ),
    )
    .addOption(
      new Option("--seeds <n>", "judge faults and dialects with the seeds 1 to n")
        .argParser(wholeNumber(1))
        .default(DEFAULT_SEEDS),
    )
    .addOption(
      new Option("--runs <n>", "generated cases for each property")
        .argParser(wholeNumber(1))
        .default(DEFAULT_RUNS),
    )
    .addOption(
      new Option("--workers <n>", "number of threads")
        .argParser(wholeNumber(1, MOST_WORKERS))
        .default(availableParallelism(), "one for each processor"),
    )
    .option(
      "--claims-only",
      "judge a fault with the rules that claim it, and with the others only where none of them finds it",
    )
    .addOption(
      new Option(
        "--public",
        "judge the faults that were reported of other servers, with the default settings of a run",
      ).conflicts(["rule", "dialect", "nullServer", "claimsOnly"]),
    )
    .option(
      "-o, --out <dir>",
      "folder for proof.json and proof.md, or public.json and public.md",
      "assay-report",
    )
    .option("-q, --quiet", "print only the outcome")
    .option("--no-color", "no colours, as with NO_COLOR")
    .action(async (options: ProveOptions) => {
      process.exitCode = await (options.public ? scorePublic(options) : run(options));
    });
}

async function run(options: ProveOptions): Promise<number> {
  const { rule, specs, out, workers } = options;
  const {
    specs: all,
    rules,
    folders,
  } = await loadWrittenRules({
    ...(rule ? { rule } : {}),
    ...(specs ? { specs } : {}),
  });
  const plan = planProof(
    rules,
    {
      ...options,
      claimsOnly: options.claimsOnly ?? false,
      narrowedRules: rule !== undefined,
    },
    benchOf(all),
  );
  const folder = prepareFolder(out, newTag());
  sayFolder(folder);
  const interrupt = onInterrupt();
  const progress = showProofProgress(options.quiet ?? false, (result) =>
    gapsOfResult(plan, result),
  );
  const proof = await prove(plan, {
    workers,
    specs: folders,
    signal: interrupt.signal,
    command: ["assay", ...process.argv.slice(2)].join(" "),
    onPlan: progress.begin,
    onResult: progress.result,
  }).finally(progress.end);
  const paths = writeProof(proof, folder.path);
  const shown = { color: colored(options), width: terminalWidth(), paths };
  print(proofSummary(proof, shown), { colors: shown.color });
  interrupt.release();
  if (!proof.run.complete) return EXIT.interrupted;
  return proof.gaps.length > 0 ? EXIT.violated : EXIT.conforms;
}

/** Writes the proof as JSON and as Markdown; gives the paths. */
function writeProof(proof: Proof, out: string): readonly string[] {
  const files = [
    { path: join(out, "proof.json"), text: `${JSON.stringify(proof, null, 2)}\n` },
    { path: join(out, "proof.md"), text: renderProof(proof) },
  ];
  for (const { path, text } of files) writeWhole(path, text);
  return files.map(({ path }) => path);
}
