import pc from "picocolors";
import { count, thousands } from "../../reporters/text/count.ts";
import { formatDuration } from "../../reporters/text/format-duration.ts";
import { visible } from "../../reporters/text/visible.ts";
import { wrap } from "../../reporters/text/wrap.ts";
import type { GapKind, Proof } from "./proof.ts";
import { proofFigures } from "./proof-figures.ts";

export interface ProofSummaryOptions {
  readonly color: boolean;
  readonly width: number;
  /** Where the whole proof is. */
  readonly paths: readonly string[];
}

const TITLES: Readonly<Record<GapKind, string>> = {
  "claim-unknown": "claims of faults that do not exist",
  "fault-unfound": "faults that no rule finds",
  "fault-found-by-others": "faults found only by rules that do not claim them",
  "claim-missed": "faults that a rule claims and did not find with every seed",
  "rule-without-killer": "rules that no fault makes fail",
  "false-alarm": "false alarms on legal servers",
  unsure: "rules that could not be judged on legal servers",
  "reason-unused": "reasons of dialects that excuse nothing",
  "null-pass": "MUST rules that a server which knows nothing passes",
};

const LIMIT = 20;
const INDENT = "    ";
/** Columns of figures: as wide as `cases`, and as `requests`. */
const FIGURE = 5;
const LONG_FIGURE = 8;

/** The proof for a terminal: the figures, then everything that is wrong, by kind. */
export function proofSummary(proof: Proof, { color, width, paths }: ProofSummaryOptions): string {
  const paint = pc.createColors(color);
  const { gaps, run } = proof;
  const lines = [...figureLines(proof), ...faultLines(proof)].map((line) => `  ${line}`);
  const parts = (Object.keys(TITLES) as GapKind[]).flatMap((kind) => {
    const mine = gaps.filter((gap) => gap.kind === kind);
    if (mine.length === 0) return [];
    const shown = mine.slice(0, LIMIT).flatMap(({ subject, text }) => {
      const [first = "", ...rest] = wrap(`${subject}: ${visible(text)}`, width - INDENT.length);
      return [`${INDENT}${first}`, ...rest.map((line) => `${INDENT}  ${line}`)];
    });
    const more = mine.length > LIMIT ? [`${INDENT}and ${mine.length - LIMIT} more`] : [];
    return ["", `  ${paint.red("✘")} ${TITLES[kind]} (${mine.length})`, ...shown, ...more];
  });
  return `${[headline(proof, paint), ...lines, ...parts, "", `  ${paths.join("\n  ")}`].join("\n")}\n`;

  function headline(_: Proof, { bold, red, green, yellow }: typeof paint): string {
    const time = formatDuration(run.durationMs);
    if (!run.complete) return bold(yellow(`? not proven: interrupted after ${time}`));
    if (gaps.length > 0) return bold(red(`✘ not proven: ${count(gaps.length, "gap")}, ${time}`));
    const what = run.narrowed ? "proven, of what was selected" : "proven";
    return bold(green(`✔ ${what}, in ${time}`));
  }
}

/** How soon each fault was found, where it is about a few of them. */
function faultLines({ faults, run }: Proof): readonly string[] {
  if (!run.narrowed || faults.length === 0 || faults.length > LIMIT) return [];
  const longest = Math.max(...faults.map(({ name }) => name.length));
  return [
    "",
    `${"found after".padEnd(longest)}  cases  requests  calls of the smallest case`,
    ...faults.map(({ name, medianCases, medianRequests, smallestCase }) => {
      const [cases, requests, calls] = [medianCases, medianRequests, smallestCase].map((figure) =>
        String(figure ?? "–"),
      );
      return `${name.padEnd(longest)}  ${cases?.padStart(FIGURE)}  ${requests?.padStart(LONG_FIGURE)}  ${calls?.padStart(FIGURE)}`;
    }),
  ];
}

function figureLines(proof: Proof): readonly string[] {
  const { run, dialects, nullServers } = proof;
  const n = proofFigures(proof);
  const seeds = count(run.seeds.length, "seed");
  return [
    ...(n.faults > 0
      ? [
          `faults        ${thousands(n.foundByClaims)} of ${thousands(n.faults)} found by every rule that claims them, with ${seeds} (${count(n.claims, "claim")})`,
        ]
      : []),
    ...(n.faults > 0 && n.judgingRules > 0
      ? [`rules         ${n.killedRules} of ${n.judgingRules} made to fail by a fault they claim`]
      : []),
    ...(dialects.length > 0
      ? [
          `legal servers ${count(n.falseAlarms, "false alarm")} in ${count(n.dialectUnits, "verdict")}: ${count(dialects.length, "dialect")}, ${seeds}, all bindings; ${n.excused} SHOULD excused, ${n.unsure} unsure`,
        ]
      : []),
    ...(nullServers.length > 0
      ? [
          `null servers  ${count(n.nullPasses, "MUST pass", "MUST passes")} in ${count(n.nullUnits, "verdict")}: ${count(nullServers.length, "server")}`,
        ]
      : []),
  ];
}
