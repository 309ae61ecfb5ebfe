import { Command } from "commander";
import { toolVersion } from "../config/files/tool-version.ts";
import { WORKER_COMMAND } from "../run/workers/messages.ts";
import { withHelp } from "./help-text.ts";
import { print, say } from "./terminal.ts";

/** In the order of the help. Each brings what it needs with it: that takes longer than most commands. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import("./run-command.ts")).runCommand(),
  watch: async () => (await import("./watch-command.ts")).watchCommand(),
  fuzz: async () => (await import("./fuzz-command.ts")).fuzzCommand(),
  replay: async () => (await import("./replay-command.ts")).replayCommand(),
  diff: async () => (await import("./diff-command.ts")).diffCommand(),
  merge: async () => (await import("./merge-command.ts")).mergeCommand(),
  report: async () => (await import("./report-command.ts")).reportCommand(),
  export: async () => (await import("./export-command.ts")).exportCommand(),
  history: async () => (await import("./history-command.ts")).historyCommand(),
  import: async () => (await import("./import-command.ts")).importCommand(),
  list: async () => (await import("./list-command.ts")).listCommand(),
  explain: async () => (await import("./explain-command.ts")).explainCommand(),
  check: async () => (await import("./check-command.ts")).checkCommand(),
  proxy: async () => (await import("./proxy-command.ts")).proxyCommand(),
  clean: async () => (await import("./clean-command.ts")).cleanCommand(),
  serve: async () => (await import("./serve-command.ts")).serveCommand(),
  prove: async () => (await import("./prove-command.ts")).proveCommand(),
  init: async () => (await import("./init-command.ts")).initCommand(),
  completion: async () => (await import("./completion-command.ts")).completionCommand(program),
};

/** For programs: in no help. */
const HIDDEN: typeof COMMANDS = {
  complete: async () => (await import("./completion-command.ts")).completeCommand(program),
  [WORKER_COMMAND]: async () => (await import("./worker-command.ts")).workerCommand(),
};

/** What commander says quotes what the user gave, and a script may have given what a server said. */
const OUTPUT = { writeOut: (text: string) => print(text), writeErr: say };

/**
 * The command line. Wrong usage throws: the caller maps it to an exit code.
 *
 * @param first the first argument: where it names a command, only that one is loaded
 */
export async function program(first = ""): Promise<Command> {
  const root = new Command("assay")
    .configureOutput(OUTPUT)
    .description("Does this server do what the documentation promises?")
    .version(toolVersion(), "-V, --version")
    .showHelpAfterError("(see `assay --help`)")
    .showSuggestionAfterError()
    .exitOverride();
  const all = { ...COMMANDS, ...HIDDEN };
  const named = Object.hasOwn(all, first) ? all[first] : undefined;
  if (first === "--version" || first === "-V") return root;
  for (const load of named ? [named] : Object.values(COMMANDS)) {
    root.addCommand(prepared(await load()));
  }
  return root;
}

/** With its help, and throwing where commander would end the process; so are the commands below it. */
function prepared(command: Command, path = command.name()): Command {
  for (const below of command.commands) prepared(below, `${path} ${below.name()}`);
  return withHelp(command.configureOutput(OUTPUT).exitOverride(), path);
}
