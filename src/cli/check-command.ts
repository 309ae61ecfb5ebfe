import { tmpdir } from "node:os";
import { Command, Option } from "commander";
import { labelled } from "../../reporters/text/labelled.ts";
import { visible } from "../../reporters/text/visible.ts";
import { wrap } from "../../reporters/text/wrap.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import type { Target } from "../model/target.ts";
import { appendJournal } from "../run/cleanup/journal.ts";
import type { Finding } from "../run/service/adapter.ts";
import { newTag } from "../run/target/open-target.ts";
import { useTarget } from "../run/target/use-target.ts";
import { collect } from "./filter-options.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import { type LoadedRules, loadRules } from "./load-rules.ts";
import { loadSelectedTargets, type TargetOptions } from "./load-selected-targets.ts";
import { duration } from "./number-option.ts";
import { keepRunJournal } from "./run-journal.ts";
import { targetFindings } from "./target-findings.ts";
import { isRead, print, terminalWidth } from "./terminal.ts";

/** `assay check`: is each target reachable, do the settings work, what does it offer. */
export function checkCommand(): Command {
  return new Command("check")
    .description(
      "check that the targets are reachable, and their credentials, operations and settings; changes nothing on them",
    )
    .addOption(
      new Option("-t, --target <names>", "only these targets of the file (default: all)").argParser(
        collect,
      ),
    )
    .option("--targets <file>", "the targets file (default: ./targets.json)")
    .addOption(
      new Option("--timeout <duration>", "how long one request may take").argParser(
        duration("--timeout"),
      ),
    )
    .option("--i-may-test-this-target", "I may test this target, which is not on this machine")
    .addOption(new Option("--specs <dir>", "further rule files").argParser(collect))
    .action(async (options: TargetOptions & { readonly specs?: readonly string[] }) => {
      process.exitCode = await check(options);
    });
}

async function check(
  options: TargetOptions & { readonly specs?: readonly string[] },
): Promise<number> {
  exitOnInterrupt();
  const { specs, vocabulary } = await loadRules(options);
  const targets = loadSelectedTargets(options, specs);
  if (options.target === undefined) {
    print(`what assay run judges: ${targets.map(({ name }) => visible(name)).join(", ")}\n`);
  }
  const tag = newTag();
  const account = keepRunJournal({
    tag,
    targets,
    targetsFile: options.targets,
    specs,
    out: tmpdir(),
  });
  let isReady = true;
  try {
    for (const target of targets) {
      const findings = await checkTarget(
        target,
        { specs, vocabulary },
        { tag, journal: account.journal },
      );
      isReady &&= findings.every((finding) => finding.ok);
      print(`${target.name}\n${findings.flatMap(linesOf).join("\n")}\n`);
    }
  } finally {
    account.close();
  }
  return isReady ? EXIT.conforms : EXIT.incomplete;
}

async function checkTarget(
  target: Target,
  { specs, vocabulary }: Pick<LoadedRules, "specs" | "vocabulary">,
  { tag, journal: path }: { readonly tag: string; readonly journal: string },
): Promise<readonly Finding[]> {
  const journal = appendJournal(path);
  try {
    return await useTarget(
      target,
      { specs, adapters: vocabulary.adapters, tag, journal },
      (open) => targetFindings(open, specs),
      (says) => [{ what: "start", ok: false, says }],
    );
  } finally {
    journal.flush();
  }
}

const NAME_WIDTH = 13;

/** One line where nobody sees how wide it is: whoever reads it may look for a text in it. */
function linesOf({ what, ok, says }: Finding): readonly string[] {
  const label = `  ${ok ? "ok" : "NO"}  ${what.padEnd(NAME_WIDTH)}  `;
  const width = isRead() ? terminalWidth() - label.length : Number.POSITIVE_INFINITY;
  return labelled(label, wrap(visible(says), width), label.length);
}
