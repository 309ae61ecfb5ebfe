import type { Report, TargetReport } from "../../src/model/report.ts";
import { isOfTraffic } from "../is-of-traffic.ts";
import { judgedRatio } from "../judged-words.ts";
import { OUTCOME_MARK, outcomeAlone } from "../outcome-line.ts";
import type { RenderOptions } from "../render-options.ts";
import { staleAlone } from "../stale-alone.ts";
import { count } from "../text/count.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { formatDuration } from "../text/format-duration.ts";
import { inlineCode } from "../text/inline-code.ts";
import { type Block, fitBlocks } from "./fit-blocks.ts";
import { markdownDifferences } from "./markdown-differences.ts";
import { markdownTarget } from "./markdown-target.ts";

export interface MarkdownOptions extends RenderOptions {
  /** UTF-8 bytes of the whole document; a comment on GitHub takes 65,536. Default: a job summary's 1 MiB. */
  readonly maxBytes?: number;
}

/** GitHub's limit for the summary of a job step. */
const JOB_SUMMARY_BYTES = 1024 * 1024;
/** Room for the note that something was left out. */
const NOTE_BYTES = 256;

/**
 * The report for pull requests and job summaries, in GitHub's Markdown: outcome, counts, failures with
 * their evidence, what could not be judged, what was observed; with several targets where they differ.
 * Evidence that does not fit is left out, and the document says so. What a server said is always code.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const { failOn = "must", maxBytes = JOB_SUMMARY_BYTES } = options;
  const stale = staleAlone(report, failOn);
  const blocks: readonly Block[] = [
    { text: `# ${title(report)}` },
    ...incomplete(report),
    ...(stale === null ? [] : [{ text: `> **Exit code 1:** ${escapeMarkdown(stale)}.` }]),
    ...(report.targets.length > 1 ? markdownDifferences(report, failOn) : []),
    ...report.targets.flatMap((target) => markdownTarget(report, target, options)),
    { text: `---\n\n${origin(report)}` },
  ];
  const { text, cut } = fitBlocks(blocks, maxBytes - NOTE_BYTES);
  const note = `**This document is shortened: ${count(cut, "block")} did not fit.** The whole is in report.json.`;
  return `${text}${cut > 0 ? `\n\n${note}` : ""}\n`;
}

function title({ targets }: Report): string {
  const [only] = targets;
  if (only && targets.length === 1) {
    return `${OUTCOME_MARK[only.outcome]} Assay: ${escapeMarkdown(only.name)} ${words(only)}`;
  }
  const conforming = targets.filter((target) => target.outcome === "conforms").length;
  const mark = targets.length > 0 && conforming === targets.length ? "✔" : "✘";
  const ratios = targets.map(
    ({ name, judged }) => `${escapeMarkdown(name)} ${judgedRatio(judged)}`,
  );
  const reach = ratios.length > 0 ? ` (MUST rules judged: ${ratios.join(", ")})` : "";
  return `${mark} Assay: ${conforming} of ${count(targets.length, "target")} ${conforming === 1 ? "conforms" : "conform"}${reach}`;
}

function words(target: TargetReport): string {
  return target.outcome === "incomplete"
    ? `could not be judged completely (${judgedRatio(target.judged)} MUST rules judged)`
    : outcomeAlone(target);
}

function incomplete({ run }: Report): readonly Block[] {
  if (run.complete) return [];
  return [{ text: "> **The run did not complete.** What is missing here was not judged." }];
}

function origin(report: Report): string {
  const { tool, run, specs } = report;
  return [
    `${tool.name} ${escapeMarkdown(tool.version)}`,
    inlineCode(run.command),
    ...(isOfTraffic(report) ? [] : [`seed ${run.seed}`]),
    ...(run.shard === null ? [] : [`shard ${escapeMarkdown(run.shard)}`]),
    `${escapeMarkdown(run.startedAt)}, ${formatDuration(run.durationMs)}`,
    `${count(specs.rules, "rule")}, ${count(specs.statements, "statement")} (${inlineCode(specs.digest)})`,
  ].join(" · ");
}
