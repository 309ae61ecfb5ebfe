import type { Command } from "commander";
import { EXIT } from "../judge/report/exit-code.ts";

/** What `--help` has below the options of a command. */
export interface CommandHelp {
  /** Lines that can be pasted, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** What 0 means, and 1 and 3 where the command ends with them. */
  readonly exits: {
    readonly conforms: string;
    readonly violated?: string;
    readonly incomplete?: string;
    readonly interrupted?: string;
  };
}

const NO_ERROR = "done";
const REFUSED = "this machine refused: a full disk, a folder that cannot be written";
const JUDGED = {
  conforms: "conforms, as far as it was judged",
  violated: "a rule is violated (--fail-on says which count)",
  incomplete: "incomplete: unreachable, a MUST rule open, or less judged than --min-judged",
} as const;
const STOPPED = "interrupted; what was judged is in the report";

/** By the name of the command, with that of the command above it. */
export const COMMAND_HELP: Readonly<Record<string, CommandHelp>> = {
  run: {
    examples: [
      ["assay run", "judge the default target of targets.json"],
      ["assay run -t mine -f html -o out", "one target, with out/report.html"],
      ["assay run -r '*.guid-*' -s 42 -x", "some rules, a given seed, up to the first violation"],
      ["assay run --failed", "what failed or was left open in the last report"],
    ],
    exits: { ...JUDGED, interrupted: STOPPED },
  },
  watch: {
    examples: [
      ["assay watch -t mine", "judge it again on each change of its files, of rules, of targets"],
      ["assay watch -r twice", "one rule: the verdict is there while you look"],
    ],
    exits: { conforms: "q was pressed", interrupted: "Ctrl-C, or a signal" },
  },
  fuzz: {
    examples: [
      ["assay fuzz -t mine --time 10m", "ten minutes of other cases each time"],
      ["assay fuzz -t mine --time 1h --resume", "go on where the last campaign ended"],
    ],
    exits: { ...JUDGED, interrupted: STOPPED },
  },
  replay: {
    examples: [
      ["assay replay assay-report/report.json 0123456789ab", "on the target of the report"],
      ["assay replay report.json 0123456789ab -t reference --times 5", "elsewhere, five times"],
    ],
    exits: {
      conforms: "it does not fail any more",
      violated: "it still fails",
      incomplete: "it could not be judged",
    },
  },
  diff: {
    examples: [
      ["assay diff old.json new.json", "what changed, on the terminal"],
      ["assay diff old.json new.json -f md -o out", "as out/diff.md"],
    ],
    exits: { conforms: "no regression", violated: "a regression, or a rule no longer judged" },
  },
  merge: {
    examples: [["assay merge shard-*/report.json -f html", "one report of all shards"]],
    exits: JUDGED,
  },
  report: {
    examples: [
      ["assay report assay-report/report.json", "the summary again"],
      ["assay report report.json -f html,junit -o out", "other formats of it"],
      ["assay report report.json --verify", "is it as it was written"],
      ["assay report report.json --sign ~/.ssh/id_ed25519", "sign it, into report.json.sig"],
      [
        "assay report report.json --verify --allowed-signers signers",
        "and did one of these sign it",
      ],
    ],
    exits: {
      conforms: NO_ERROR,
      violated: "with --verify: the report was changed, or is not signed as asked for",
      incomplete: "less was judged than --min-judged",
      interrupted: "of the verdicts of a run that was killed",
    },
  },
  export: {
    examples: [
      ["assay export --as vitest -o test 0123456789ab", "a failure of the last report as a test"],
      ["assay export --as pytest --report report.json -o tests", "all that pytest can say"],
    ],
    exits: { conforms: "exported; without ids, what cannot be is told (with its id: 2)" },
  },
  history: {
    examples: [
      ["assay history add assay-report/report.json", "keep a report, each time after a run"],
      ["assay history site", "all of them as one page"],
    ],
    exits: { conforms: NO_ERROR, violated: "with verify: a run was changed, or not signed" },
  },
  "history add": {
    examples: [
      ["assay history add assay-report/report.json", "keep it in assay-history"],
      ["assay history add report.json --dir runs --sign ~/.ssh/id_ed25519", "and sign it"],
      ["assay history add report.json --branch assay-history", "as a commit on a branch"],
    ],
    exits: { conforms: "kept, or there already" },
  },
  "history site": {
    examples: [["assay history site --dir runs -o public", "as public/index.html"]],
    exits: { conforms: "written" },
  },
  "history show": {
    examples: [["assay history show", "when rules broke and were mended, on the terminal"]],
    exits: { conforms: NO_ERROR },
  },
  "history verify": {
    examples: [
      ["assay history verify", "is each kept run as it was written"],
      ["assay history verify --allowed-signers signers", "and signed by one of these"],
    ],
    exits: { conforms: "all are", violated: "a run was changed, or is not signed as asked for" },
  },
  import: {
    examples: [
      ["assay import wsdl service.wsdl", "writes targets.json; fill in its users, then check it"],
      ["assay import openapi openapi.yaml -o depot", "a service of your own, to write rules for"],
      ["assay import har traffic.har", "judge recorded answers, by rules that need no set-up"],
    ],
    exits: {
      conforms: "written; har: nothing that the file shows is against a rule",
      violated: "har: an answer is against a rule (--fail-on says which count)",
      incomplete: "har: nothing in it could be judged",
    },
  },
  list: {
    examples: [
      ["assay list --operation tus/Patch", "the rules of an operation"],
      ["assay list --statements --service tus", "the sentences that they carry"],
      ["assay list --operations --json", "for programs"],
    ],
    exits: { conforms: NO_ERROR },
  },
  explain: {
    examples: [
      ["assay explain guid-before-auth", "a rule, by the last part of its id"],
      ["assay explain DUH-08", "a statement and its rules"],
      ["assay explain tus/Patch", "an operation"],
      ["assay explain 0123456789ab", "a failure of the last report"],
    ],
    exits: { conforms: NO_ERROR },
  },
  check: {
    examples: [["assay check -t mine", "is it reachable, do its settings work"]],
    exits: { conforms: "all is well", incomplete: "something is not, and is told" },
  },
  proxy: {
    examples: [
      ["assay proxy -t mine --port 8081", "before the target mine, until Ctrl-C"],
      ["assay proxy -t mine --for 10m -f html -o out", "ten minutes, with out/report.html"],
      ["assay proxy -t mine --har traffic.har", "and record it, for assay import har"],
    ],
    exits: {
      conforms: "no MUST rule was violated in what was judged",
      violated: "a MUST rule is violated",
      incomplete: "nothing was judged",
    },
  },
  clean: {
    examples: [["assay clean .assay/journal-a.jsonl", "remove what a run left"]],
    exits: { conforms: "nothing is left", incomplete: "something could not be removed" },
  },
  serve: {
    examples: [
      ["assay serve --port 0", "on a free port, until Ctrl-C"],
      ["assay serve --fault delete-upload-checks-ticket-before-guid", "with a fault"],
    ],
    exits: { conforms: "stopped" },
  },
  prove: {
    examples: [
      ["assay prove -r twice --fault delete-upload-second-time-fails", "one rule, one fault"],
      ["assay prove --claims-only", "each fault by the rules that claim it"],
    ],
    exits: {
      conforms: "every rule finds its faults, and none fails a legal server",
      violated: "a gap: a fault that is not found, a legal server that fails",
      interrupted: "interrupted; what was shown is written",
    },
  },
  init: {
    examples: [["assay init --service tus --url http://127.0.0.1:1080/files", "for a tus server"]],
    exits: { conforms: "written" },
  },
  completion: {
    examples: [
      ["assay completion bash >> ~/.bashrc", "for every shell from now on"],
      ["assay completion zsh > ~/.zfunc/_assay", "where a folder of your fpath is"],
      ["assay completion fish > ~/.config/fish/completions/assay.fish", "where fish looks for it"],
    ],
    exits: { conforms: "printed" },
  },
};

/**
 * Puts examples and exit codes below the options of a command's `--help`.
 *
 * @param path its name, with that of the command above it
 */
export function withHelp(command: Command, path: string): Command {
  const help = COMMAND_HELP[path];
  return help ? command.addHelpText("after", `\n${helpText(help)}`) : command;
}

function helpText({ examples, exits }: CommandHelp): string {
  const codes: readonly (readonly [code: number, says: string | undefined])[] = [
    [EXIT.conforms, exits.conforms],
    [EXIT.violated, exits.violated],
    [EXIT.usage, "wrong usage, configuration or rule files"],
    [EXIT.incomplete, exits.incomplete ?? REFUSED],
    [EXIT.internal, "internal error"],
    [EXIT.interrupted, exits.interrupted],
  ];
  const shown = codes.flatMap(([code, says]) =>
    says === undefined ? [] : [`  ${String(code).padEnd(5)}${says}`],
  );
  const lines = examples.flatMap(([line, does]) => [`  $ ${line}`, `      ${does}`]);
  return ["Examples:", ...lines, "", "Exit codes:", ...shown].join("\n");
}
