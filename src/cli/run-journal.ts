import { resolve } from "node:path";
import type { JudgedTarget } from "../judge/report/build-report.ts";
import type { RunInfo } from "../model/report.ts";
import type { Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { closeJournal, type JournalEnd } from "../run/cleanup/close-journal.ts";
import { beginJournal, JOURNAL_FOLDER } from "../run/cleanup/journal-file.ts";
import { fromFolder } from "./report-targets.ts";
import { say } from "./terminal.ts";

/** The account of what a command creates on its targets. */
export interface RunJournal {
  /** Absolute path of the journal. */
  readonly journal: string;
  /** Call it when every server of the run has stopped; on stderr it says what to do with what is left. */
  close(): void;
  /** What the report says of it; of what is left, nothing before `close`. */
  forReport(): Pick<RunInfo, "targetsFile" | "specsFolders" | "journal">;
  /** The targets of the run, each with what is left on it. */
  complete(targets: readonly JudgedTarget[]): readonly JudgedTarget[];
}

/**
 * Begins the journal of a command in `.assay`, or else in the folder of its reports.
 *
 * @throws UsageError (`journal-unwritable`) where neither can be written
 */
export function keepRunJournal(about: {
  readonly tag: string;
  readonly targets: readonly Target[];
  readonly targetsFile: string | undefined;
  /** Folders of rule files beside the built-in ones. */
  readonly specsFolders?: readonly string[] | undefined;
  readonly specs: Pick<Specs, "services">;
  readonly out: string;
}): RunJournal {
  const { tag, targets, targetsFile = "targets.json", specsFolders = [], specs, out } = about;
  const begun = { tag, startedAt: new Date(), targetsFile: resolve(targetsFile), targets };
  const path = beginJournal([JOURNAL_FOLDER, out], begun);
  const journal = resolve(path);
  let end: JournalEnd | undefined;
  const close = (): void => {
    if (end) return;
    end = closeJournal(journal, targets, specs.services);
    const { problem, kept } = end;
    if (problem !== undefined) {
      say(`what is left on the targets is not known: ${problem}\n`);
    } else if (kept !== undefined) {
      say(`left on the targets: \`assay clean ${path}\` removes it\n`);
    }
  };
  // A second Ctrl-C and a bug of ours end the process while cases still write their journal.
  process.once("exit", () => {
    if (end) return;
    if (targets.every(({ embedded }) => embedded)) close();
    else say(`what is left on the targets \`assay clean ${path}\` removes\n`);
  });
  return {
    journal,
    close,
    forReport: () => ({
      targetsFile: fromFolder(out, begun.targetsFile),
      ...(specsFolders.length > 0
        ? { specsFolders: specsFolders.map((folder) => fromFolder(out, folder)) }
        : {}),
      ...(end?.kept === undefined ? {} : { journal: path }),
    }),
    complete: (judged) =>
      judged.map((target) => {
        const known = target.leftovers;
        // What the run tried to remove is there with the reason why it could not.
        const isNew = (left: string): boolean => !known.some((one) => one.startsWith(left));
        const more = (end?.left.get(target.name) ?? []).filter(isNew);
        return { ...target, leftovers: [...known, ...more] };
      }),
  };
}
