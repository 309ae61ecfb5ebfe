import { FAULT_CLASSES, VISIBILITIES } from "../../reference/faults/fault.ts";
import { count, thousands } from "../../reporters/text/count.ts";
import { escapeMarkdown } from "../../reporters/text/escape-markdown.ts";
import { formatDuration } from "../../reporters/text/format-duration.ts";
import { inlineCode } from "../../reporters/text/inline-code.ts";
import { markdownTable } from "../../reporters/text/markdown-table.ts";
import type { Proof, ProofDigests } from "./proof.ts";
import { proofFigures } from "./proof-figures.ts";
import { DIALECT_RUNS, POINT_RUNS } from "./reference-bench.ts";
import { faultSections, ruleTable, withoutVendor } from "./render-matrix.ts";

/** The proof for people: the figures first, then who finds what. */
export function renderProof(proof: Proof): string {
  return [
    "# The proof",
    "",
    "Written by `assay prove`; never by hand. It answers three questions about Assay's own rules: can every",
    "rule fail, does any legal server fail, and does a server that knows nothing pass?",
    "",
    ...figures(proof),
    ...gaps(proof),
    ...howToRead(proof),
    ...classes(proof),
    ...dialects(proof),
    ...nullServers(proof),
    ...faultSections(proof),
    ...ruleTable(proof),
    ...made(proof),
  ].join("\n");
}

function figures(proof: Proof): readonly string[] {
  const n = proofFigures(proof);
  const { run, gaps } = proof;
  const outcome = !run.complete
    ? "**Not proven: interrupted.**"
    : gaps.length > 0
      ? `**Not proven: ${count(gaps.length, "gap")}.**`
      : run.narrowed
        ? "**Proven, of what was selected.**"
        : "**Proven.**";
  return [
    outcome,
    "",
    markdownTable(
      ["question", "answer"],
      [
        [
          "faults found by every rule that claims them, with every seed",
          `${n.foundByClaims} of ${n.faults}`,
        ],
        [
          "rules that a fault they claim makes fail",
          `${n.killedRules} of ${n.judgingRules} (and ${n.observingRules} MAY rules, which observe and cannot fail)`,
        ],
        [
          "false alarms on legal servers",
          `${n.falseAlarms} in ${thousands(n.dialectUnits)} verdicts`,
        ],
        ["legal servers that could not be judged", `${n.unsure} verdicts`],
        [
          "MUST rules that a server which knows nothing passes",
          `${n.nullPasses} in ${thousands(n.nullUnits)} verdicts`,
        ],
      ],
    ),
    "",
  ];
}

function gaps(proof: Proof): readonly string[] {
  if (proof.gaps.length === 0) return [];
  const lines = proof.gaps.map(
    ({ kind, subject, text }) => `- ${kind}: ${inlineCode(subject)}: ${escapeMarkdown(text)}`,
  );
  return ["## What is wrong", "", ...lines, ""];
}

function howToRead({ run }: Proof): readonly string[] {
  const seeds = count(run.seeds.length, "seed");
  return [
    "## How it was done",
    "",
    "- A **fault** is a switch of the reference server: one small deviation from the documents. A rule claims",
    `  the faults that it must find. Each claim was tried with ${seeds}, up to ${run.runs} generated cases`,
    "  for each property, spread over its bindings as a default run does, one binding after the other until it",
    "  showed; a failure counts only when it is",
    ...othersTried(run),
    "- A **dialect** is a reference server that obeys the documents in another way: a whole server, an edition",
    "  of the documents to the letter, or one point in which editions differ. Every rule was judged over every",
    `  binding with ${seeds}, up to ${Math.min(run.runs, DIALECT_RUNS)} generated cases for each property with each`,
    `  (${Math.min(run.runs, POINT_RUNS)} where one point is all the difference), by what every edition promises; a dialect that follows`,
    "  an edition was judged by that edition alone, too. A SHOULD rule may fail where the dialect's description",
    "  names the statement with a reason; nothing else may, and nothing may be inconclusive.",
    "- A **null server** knows nothing of the documents. Each was judged twice: its users log in, or their",
    "  tickets are given, so that rules get as far as they can. No MUST rule may pass.",
    "- A **verdict** here is one rule over one binding with one seed.",
    "",
  ];
}

function othersTried({ claimsOnly }: Proof["run"]): readonly string[] {
  if (claimsOnly) {
    return [
      "  reproduced as in `assay run`. Rules that do not claim a fault were not tried on it, since one that does",
      "  found it.",
    ];
  }
  return [
    "  reproduced as in `assay run`. Beside them the rules that do not claim a fault (but for those that send",
    "  hostile input) were tried with one case over one binding, where it comes to the place in the server that",
    "  the fault changes; what they found is no proof, only told.",
  ];
}

function classes({ faults }: Proof): readonly string[] {
  if (faults.length === 0) return [];
  const kinds = Object.keys(VISIBILITIES);
  const rows = Object.entries(FAULT_CLASSES).flatMap(([name, title]) => {
    const mine = faults.filter((fault) => fault.class === name);
    if (mine.length === 0) return [];
    const cells = kinds.map((kind) => {
      const some = mine.filter(({ visibility }) => visibility === kind).length;
      return some === 0 ? "" : String(some);
    });
    return [[title, String(mine.length), ...cells]];
  });
  const legend = Object.entries(VISIBILITIES).map(([name, title]) => `${name}: ${title}`);
  return [
    "## The faults by class, and by how hard they are to see",
    "",
    markdownTable(["class", "faults", ...kinds], rows),
    "",
    `${legend.join("; ")}.`,
    "",
  ];
}

function dialects({ dialects }: Proof): readonly string[] {
  if (dialects.length === 0) return [];
  const excused = dialects.flatMap(({ name, excused }) =>
    excused.map(({ rule, statement, reason, units }) => [
      inlineCode(name),
      inlineCode(withoutVendor(rule)),
      statement,
      escapeMarkdown(reason),
      String(units),
    ]),
  );
  return [
    "## Legal servers",
    "",
    markdownTable(
      ["dialect", "what it is", "verdicts", "held", "excused", "false alarms"],
      dialects.map((one) => [
        inlineCode(one.name),
        escapeMarkdown(one.description),
        thousands(one.units),
        thousands(one.held),
        thousands(one.excused.reduce((sum, { units }) => sum + units, 0)),
        thousands(one.falseAlarms.length),
      ]),
    ),
    "",
    ...(excused.length > 0
      ? [
          "What the dialects are excused for:",
          "",
          markdownTable(["dialect", "SHOULD rule", "statement", "reason", "verdicts"], excused),
          "",
        ]
      : []),
  ];
}

function nullServers({ nullServers }: Proof): readonly string[] {
  if (nullServers.length === 0) return [];
  return [
    "## Servers that know nothing",
    "",
    "Verdicts of MUST rules.",
    "",
    markdownTable(
      ["null server", "what it answers", "fail", "inconclusive", "not applicable", "pass"],
      nullServers.map(({ name, title, must }) => [
        inlineCode(name),
        escapeMarkdown(title),
        thousands(must.fail),
        thousands(must.inconclusive),
        thousands(must["not-applicable"]),
        thousands(must.pass),
      ]),
    ),
    "",
  ];
}

function made({ run, tool, digests }: Proof): readonly string[] {
  return [
    "## What it was made of",
    "",
    `${inlineCode(run.command)}, assay ${tool.version}, ${run.startedAt.slice(0, 10)}: ${formatDuration(run.durationMs)}`,
    `with ${count(run.workers, "worker")}. A proof is out of date when one of these differs:`,
    "",
    ...digestLines(digests),
    "",
  ];
}

/** The lines by which a test sees whether a written proof is of these rules and faults. */
export function digestLines(digests: ProofDigests): readonly string[] {
  const names = {
    rules: "rules",
    faults: "faults",
    dialects: "dialects",
    nullServers: "null servers",
  };
  return Object.entries(names).map(
    ([key, name]) => `- ${name} \`${digests[key as keyof ProofDigests]}\``,
  );
}
