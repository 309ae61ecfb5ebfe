import { Command } from "commander";
import { toolVersion } from "../config/tool-version.ts";
import { checkCommand } from "./check-command.ts";
import { explainCommand } from "./explain-command.ts";
import { fuzzCommand } from "./fuzz-command.ts";
import { initCommand } from "./init-command.ts";
import { listCommand } from "./list-command.ts";
import { replayCommand } from "./replay-command.ts";
import { runCommand } from "./run-command.ts";
import { serveCommand } from "./serve-command.ts";

/** The command line. Wrong usage throws: the caller maps it to an exit code. */
export function program(): Command {
  const root = new Command("assay")
    .description("Does this server do what the documentation promises?")
    .version(toolVersion(), "-V, --version")
    .showHelpAfterError("(`assay --help` shows what there is)")
    .showSuggestionAfterError()
    .exitOverride();
  for (const command of [
    runCommand(),
    fuzzCommand(),
    replayCommand(),
    listCommand(),
    explainCommand(),
    checkCommand(),
    serveCommand(),
    initCommand(),
  ]) {
    root.addCommand(command.exitOverride());
  }
  return root;
}
