import { secretsOf } from "../config/targets/secrets-of.ts";
import type { Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { closeJournal } from "../run/cleanup/close-journal.ts";
import { appendJournal } from "../run/cleanup/journal.ts";
import { beginJournal, JOURNAL_FOLDER } from "../run/cleanup/journal-file.ts";
import { shownTail } from "../run/target/log-tail.ts";
import { newTag } from "../run/target/open-target.ts";
import { type StartedTarget, startTarget } from "../run/target/start-target.ts";
import { createSecrets } from "../wire/redact/secrets.ts";

/** The servers of a watch while they run: round after round asks the same ones. */
export interface Servers {
  /** The targets as they are now, with nothing left to start. */
  readonly targets: readonly Target[];
  /** Where rounds write down what they create. */
  readonly journal: string;
  /** The last lines that a target's server printed, without the secrets that its entry declares. */
  log(target: string): readonly string[];
  /** Ends all of them, and the journal; what is left on the targets, and what removes it, in lines for people. */
  stop(): Promise<readonly string[]>;
}

const SHOWN_LINES = 5;

/**
 * Starts the servers of targets.
 *
 * @param targetsFile absolute path, for who cleans up after a crash
 * @param out a folder for the journal, where `.assay` cannot be written
 * @throws LaunchError where one does not come up: then none is left
 * @throws UsageError for a wrong option of the built-in server, and where no journal can be written
 */
export async function startServers(
  targets: readonly Target[],
  {
    specs,
    targetsFile,
    out,
    signal,
  }: {
    readonly specs: Specs;
    readonly targetsFile: string;
    readonly out: string;
    readonly signal: AbortSignal;
  },
): Promise<Servers> {
  const { services } = specs;
  const about = { tag: newTag(), startedAt: new Date(), targetsFile, targets };
  const path = beginJournal([JOURNAL_FOLDER, out], about);
  const journal = appendJournal(path);
  const started: StartedTarget[] = [];
  const stop = async (): Promise<readonly string[]> => {
    await Promise.all(started.map((one) => one.stop()));
    journal.flush();
    const { kept, problem } = closeJournal(path, targets, services);
    return [
      ...(problem === undefined ? [] : [`what is left on the targets is not known: ${problem}`]),
      ...(kept === undefined ? [] : [`left on the targets: assay clean ${kept} removes it`]),
    ];
  };
  try {
    for (const target of targets) {
      started.push(await startTarget(target, services, { journal, signal }));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    targets: started.map(({ target }) => running(target)),
    journal: path,
    log: (name) => {
      const index = targets.findIndex((target) => target.name === name);
      const [declared, server] = [targets[index], started[index]];
      if (!declared || !server) return [];
      const secrets = createSecrets();
      for (const { value, label } of secretsOf(declared, services)) secrets.add(value, label);
      const lines = shownTail(server.log(), secrets.redact).split("\n");
      return lines.filter((line) => line.trim() !== "").slice(-SHOWN_LINES);
    },
    stop,
  };
}

/** A campaign would start it once more. */
function running({ launch: _, embedded: __, ...target }: Target): Target {
  return target;
}
