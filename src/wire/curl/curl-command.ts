/** One curl call before it is written: what is piped into it, and its words, quoted already. */
export interface CurlCommand {
  readonly pipe?: string;
  readonly words: readonly string[];
}

export function commandLine({ pipe, words }: CurlCommand): string {
  const curl = `curl -sS ${words.join(" ")}`;
  return pipe === undefined ? curl : `${pipe} | ${curl}`;
}
