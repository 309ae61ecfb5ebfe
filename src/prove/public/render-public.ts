import { PUBLIC_AREAS } from "../../../reference/faults/public/public-fault.ts";
import { count } from "../../../reporters/text/count.ts";
import { escapeMarkdown } from "../../../reporters/text/escape-markdown.ts";
import { formatDuration } from "../../../reporters/text/format-duration.ts";
import { inlineCode } from "../../../reporters/text/inline-code.ts";
import { markdownLink } from "../../../reporters/text/markdown-link.ts";
import { markdownTable } from "../../../reporters/text/markdown-table.ts";
import { withoutVendor } from "../render-matrix.ts";
import { atFirst, FIRST_SCORE, LATER_SCORES } from "./first-score.ts";
import { ENOUGH, isEnough, type PublicFaultProof, type PublicProof } from "./public-proof.ts";

/** The score for people, as a section of the proof: the figures first, then every fault by its area. */
export function renderPublic(proof: PublicProof): string {
  return [
    "## The world's faults",
    "",
    ...figures(proof),
    ...howToRead(),
    ...areas(proof),
    ...made(proof),
  ].join("\n");
}

/** 100, or a percentage that is not reached by rounding. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.floor((part * 100) / whole)} %`;
}

function figures(proof: PublicProof): readonly string[] {
  const { run, score, falseAlarms } = proof;
  const seeds = count(run.seeds.length, "seed");
  const outcome = !run.complete
    ? "**Not measured: interrupted.**"
    : isEnough(proof)
      ? "**Enough is found.**"
      : "**Not enough is found.**";
  return [
    outcome,
    "",
    markdownTable(
      ["", "faults", "found", "median cases until found"],
      [
        [
          `first score, ${FIRST_SCORE.date}, rules of ${inlineCode(FIRST_SCORE.revision)}, ${count(FIRST_SCORE.seeds, "seed")}`,
          String(FIRST_SCORE.faults),
          `${FIRST_SCORE.found} (${percent(FIRST_SCORE.found, FIRST_SCORE.faults)})`,
          String(FIRST_SCORE.medianCases),
        ],
        ...LATER_SCORES.map(({ date, revision, seeds: tried, found, missed }) => {
          const faults = found.length + missed.length;
          return [
            `of those written later, ${date}, rules of ${inlineCode(revision)}, ${count(tried, "seed")}`,
            String(faults),
            `${found.length} (${percent(found.length, faults)})`,
            "–",
          ];
        }),
        [
          `now, ${run.startedAt.slice(0, 10)}, with each of ${seeds}`,
          String(score.faults),
          `${score.found} (${percent(score.found, score.faults)}): ${foundByLevels(score)}; and ${score.sometimes} with some seeds only`,
          String(score.medianCases ?? "–"),
        ],
      ],
    ),
    "",
    `False alarms on the server without a fault: ${falseAlarms.length}.`,
    "",
  ];
}

/** The first score counted MUST rules alone. */
function foundByLevels({ byMust, byShould, faults }: PublicProof["score"]): string {
  return `found by MUST ${byMust}, by SHOULD ${byShould} of ${faults}`;
}

function howToRead(): readonly string[] {
  return [
    "These are deviations that somebody met on another server or in a library under one, carried over to the",
    "reference server; each links to the report. They were written before the rules that are there now, no rule",
    "claims one of them, and none is made for one. Each was judged as anybody would judge it: the default",
    "settings of `assay run`, until a MUST rule failed, reproduced. Where none did in the whole run, a SHOULD rule that",
    "failed has found it, and is counted apart; the first score counted MUST rules alone. A fault counts as found when",
    `that was so with every seed, and ${ENOUGH} % of them have to be found.`,
    "",
    "Cases: of all rules until the fault was found with seed 1, in the order of a run. With the seeds after it the rules",
    "that had found the fault were tried first, by themselves, and the whole run followed only where they passed: the",
    "cases of a rule depend on the seed alone, not on what is judged before it.",
    "",
  ];
}

function areas({ faults }: PublicProof): readonly string[] {
  return Object.entries(PUBLIC_AREAS).flatMap(([name, title]) => {
    const mine = faults.filter(({ area }) => area === name);
    if (mine.length === 0) return [];
    return [`### ${title[0]?.toUpperCase()}${title.slice(1)}`, "", table(mine), ""];
  });
}

function table(faults: readonly PublicFaultProof[]): string {
  return markdownTable(
    ["fault", "report", "first", "found", "by", "cases"],
    faults.map((fault) => [
      `${inlineCode(fault.name)}<br>${escapeMarkdown(fault.title)}`,
      markdownLink(reportName(fault.report), fault.report),
      atFirst(fault.name),
      `${fault.found} of ${fault.seeds}`,
      who(fault),
      String(fault.cases ?? ""),
    ]),
  );
}

/** `owner/name 12` of a report's address. */
function reportName(url: string): string {
  const [owner, name, , number] = new URL(url).pathname.slice(1).split("/");
  return `${owner}/${name} ${number ?? ""}`.trim();
}

/** The rules that found it, each on a line, those of SHOULD marked; with some seeds it may have been others. */
function who({ rules, warned }: PublicFaultProof): string {
  const lines = [
    ...rules.map((rule) => inlineCode(withoutVendor(rule))),
    ...warned.map((rule) => `SHOULD ${inlineCode(withoutVendor(rule))}`),
  ];
  return lines.length === 0 ? "nobody" : lines.join("<br>");
}

function made({ run, tool, digests }: PublicProof): readonly string[] {
  return [
    `${inlineCode(run.command)}, assay ${tool.version}: ${formatDuration(run.durationMs)} with`,
    `${count(run.workers, "worker")}. The score is out of date when one of these differs:`,
    "",
    ...publicDigestLines(digests),
    "",
  ];
}

/** The lines by which a test sees whether a written score is of these rules and faults. */
export function publicDigestLines({ rules, faults }: PublicProof["digests"]): readonly string[] {
  return [`- rules, as measured \`${rules}\``, `- public faults \`${faults}\``];
}
