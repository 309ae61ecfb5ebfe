import { Command } from "commander";
import { toolVersion } from "../config/files/tool-version.ts";
import { withHelp } from "./help-text.ts";
import { print, say } from "./terminal.ts";

/** In the order of the help. Each brings what it needs with it: that takes longer than most commands. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import("./run-command.ts")).runCommand(),
  fuzz: async () => (await import("./fuzz-command.ts")).fuzzCommand(),
  replay: async () => (await import("./replay-command.ts")).replayCommand(),
  diff: async () => (await import("./diff-command.ts")).diffCommand(),
  merge: async () => (await import("./merge-command.ts")).mergeCommand(),
  report: async () => (await import("./report-command.ts")).reportCommand(),
  export: async () => (await import("./export-command.ts")).exportCommand(),
  import: async () => (await import("./import-command.ts")).importCommand(),
  list: async () => (await import("./list-command.ts")).listCommand(),
  explain: async () => (await import("./explain-command.ts")).explainCommand(),
  check: async () => (await import("./check-command.ts")).checkCommand(),
  clean: async () => (await import("./clean-command.ts")).cleanCommand(),
  serve: async () => (await import("./serve-command.ts")).serveCommand(),
  prove: async () => (await import("./prove-command.ts")).proveCommand(),
  init: async () => (await import("./init-command.ts")).initCommand(),
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
  const named = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  if (first === "--version" || first === "-V") return root;
  for (const load of named ? [named] : Object.values(COMMANDS)) {
    root.addCommand(withHelp((await load()).configureOutput(OUTPUT).exitOverride()));
  }
  return root;
}
