import tab from "@bomb.sh/tab/commander";
import { Argument, Command } from "commander";
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

/** The shells that have a completion. */
export const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

/** Bash has it from bash-completion, which is not everywhere. */
const WORDS_OF_BASH = `# Without bash-completion: what it says of the line that is being written.
if ! declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref() {
        words=("\${COMP_WORDS[@]}")
        cword=$COMP_CWORD
        cur=\${COMP_WORDS[COMP_CWORD]}
        prev=\${COMP_WORDS[COMP_CWORD - 1]}
    }
fi
`;
/** Where nothing is known to complete, names of files are meant. */
const FILES_OF_BASH = "complete -o default -F __assay_complete assay\n";

/**
 * What a shell reads to complete `assay`.
 *
 * @param generated as the library writes it
 */
function completionScript(shell: Shell, generated: string): string {
  if (shell !== "bash") return generated;
  // A profile may be read twice, and what is read-only is refused then.
  const again = generated.replace(/^readonly /gm, "");
  return `${WORDS_OF_BASH}${again}${FILES_OF_BASH}`;
}
