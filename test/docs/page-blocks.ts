/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  /** From 1: where it begins. */
  readonly line: number;
  readonly text: string;
  /** `no-run reason="…"`: why the commands cannot be run by a test. */
  readonly noRun?: string;
  /** What each command may end with: `exit=0,1` of two commands, `exit=0|1` either; default 0. */
  readonly exits: readonly (readonly number[])[];
  /** `file=targets.json`: the block is this file. */
  readonly file?: string;
}

const FENCE = /^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm;

/** The blocks of a page of Markdown, with what their info strings say. */
export function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(FENCE)].map(
    ({ 1: language = "", 2: info = "", 3: text = "", index }) => {
      const noRun = /\bno-run reason="([^"]+)"/.exec(info)?.[1];
      const file = /\bfile=(\S+)/.exec(info)?.[1];
      const exits = /\bexit=([\d,|]+)/.exec(info)?.[1]?.split(",") ?? [];
      return {
        language,
        line: page.slice(0, index).split("\n").length,
        text,
        exits: exits.map((codes) => codes.split("|").map(Number)),
        ...(noRun === undefined ? {} : { noRun }),
        ...(file === undefined ? {} : { file }),
      };
    },
  );
}

/** What the links of a page lead to, but for addresses of the web; what is code is no link: a pattern may look like one. */
export function linksOf(page: string): readonly string[] {
  const text = page.replace(/`[^`\n]+`/g, "");
  return [...text.matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

/** The commands of a block, each with the lines that it goes on in; comments are none. */
export function commandsOf({ text }: Block): readonly string[] {
  return text
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.replace(/ +# .*$/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
