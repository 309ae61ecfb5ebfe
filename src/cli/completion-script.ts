/** The shells that have a completion. */
export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

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
export function completionScript(shell: Shell, generated: string): string {
  if (shell !== "bash") return generated;
  // A profile may be read twice, and what is read-only is refused then.
  const again = generated.replace(/^readonly /gm, "");
  return `${WORDS_OF_BASH}${again}${FILES_OF_BASH}`;
}
