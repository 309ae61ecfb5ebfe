import tab from "@bomb.sh/tab/commander";
import { Argument, Command } from "commander";
import { completionScript, SHELLS, type Shell } from "./completion-script.ts";
import { type CompletionValues, completionValues } from "./completion-values.ts";
import { captured, print } from "./terminal.ts";

/** Makes the command line, or that of one command alone. */
type MakeProgram = (first?: string) => Promise<Command>;
type Completer = ReturnType<typeof tab>;

/** `assay completion SHELL`: what a shell reads to complete commands, options and their values. */
export function completionCommand(makeProgram: MakeProgram): Command {
  return new Command("completion")
    .description("print what a shell reads to complete assay: source <(assay completion bash)")
    .addArgument(new Argument("<shell>", "bash, zsh or fish").choices(SHELLS))
    .action(async (shell: Shell) => {
      const completer = completerOf(await makeProgram("completion"));
      const generated = captured(() => completer.setup("assay", "assay", shell));
      print(completionScript(shell, generated));
    });
}

/** `assay complete -- WORDS`: what such a script asks at each Tab; nobody else does. */
export function completeCommand(makeProgram: MakeProgram): Command {
  return new Command("complete")
    .argument("[words...]", "the line that is being written, without assay")
    .action(async (words: readonly string[]) => {
      const completer = completerOf(await makeProgram(words[0]));
      addValues(completer, completionValues(process.cwd(), givenTo("--targets", words)), words);
      const lines = captured(() => completer.parse([...words])).split("\n");
      const found = lines.filter((line) => line !== "" && !line.startsWith(":"));
      // Where there is nothing else to say, names of files are meant.
      print(found.length > 0 ? lines.join("\n") : ":0\n");
    });
}

function completerOf(program: Command): Completer {
  const completer = tab(program);
  // That is how scripts ask, not what people type.
  completer.commands.delete("complete");
  return completer;
}

/** What the library cannot know: names that stand in files. */
function addValues(
  { commands }: Completer,
  values: CompletionValues,
  words: readonly string[],
): void {
  // Of a list only what follows the last comma is still being written.
  const last = words.at(-1) ?? "";
  const text = last.startsWith("-") ? last.slice(last.indexOf("=") + 1) : last;
  const before = text.slice(0, text.lastIndexOf(",") + 1);
  for (const [name, { options, arguments: taken }] of commands) {
    for (const option of options.values()) {
      if (option.isBoolean) continue;
      const { handler: declared } = option;
      option.handler = (complete, others) => {
        const known = values.ofOption(option.value);
        for (const value of known ?? []) complete(`${before}${value}`, "");
        if (!known) declared?.call(option, complete, others);
      };
    }
    for (const argument of taken.values()) {
      if (argument.handler) continue;
      argument.handler = (complete) => {
        for (const value of values.ofArgument(name) ?? []) complete(value, "");
      };
    }
  }
}

/** The value that an option has on a line, in either spelling. */
function givenTo(option: string, words: readonly string[]): string | undefined {
  const joined = words.find((word) => word.startsWith(`${option}=`));
  if (joined !== undefined) return joined.slice(option.length + 1);
  const at = words.indexOf(option);
  return at < 0 ? undefined : words[at + 1];
}
