import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "../reporters/text/markdown-table.ts";
import { packageRoot } from "../src/config/files/package-root.ts";

/** Of Stryker's JSON report (mutation-testing-report-schema), what is read here. */
interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly mutatorName: string;
  readonly status: "Killed" | "Timeout" | "Survived" | "NoCoverage" | "Ignored" | "RuntimeError";
}

interface Score {
  readonly killed: number;
  readonly survived: number;
  readonly uncovered: number;
}

const PERCENT = 100;
const REPORT = join(packageRoot(), "assay-report", "mutation.json");
const PAGE = join(packageRoot(), "docs", "mutation.md");

/** Writes docs/mutation.md from what `stryker run` found. */
function writeScore(): void {
  const { files } = JSON.parse(readFileSync(REPORT, "utf8")) as MutationReport;
  const scores = Object.entries(files)
    .map(([path, { mutants }]) => ({ path, ...scoreOf(mutants) }))
    .filter(({ killed, survived, uncovered }) => killed + survived + uncovered > 0)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const whole = scoreOf(Object.values(files).flatMap(({ mutants }) => mutants));
  const page = [
    "# The tests of the judge, tested",
    "",
    "Written by `npm run mutation`; never by hand. [Stryker](https://stryker-mutator.io) changes the judging",
    "code (`src/judge`) in one small place at a time and runs the judge's tests. A change that no test notices",
    "has survived: it is a line whose verdicts nobody has asked about, or one that changes nothing.",
    "",
    `**${percentOf(whole)} of ${whole.killed + whole.survived + whole.uncovered} changes were noticed**: ${whole.killed} noticed, ${whole.survived} survived,`,
    `${whole.uncovered} in code that no test of the judge reaches. Changes to what is worked out once, when the`,
    "code is loaded, are not tried.",
    "",
    markdownTable(
      ["file", "noticed", "survived", "not reached", "score"],
      scores.map((score) => [
        `\`${score.path.replace("src/judge/", "")}\``,
        String(score.killed),
        String(score.survived),
        String(score.uncovered),
        percentOf(score),
      ]),
    ),
    "",
  ];
  writeFileSync(PAGE, page.join("\n"));
}

function scoreOf(mutants: readonly Mutant[]): Score {
  const count = (...wanted: readonly Mutant["status"][]): number =>
    mutants.filter(({ status }) => wanted.includes(status)).length;
  return {
    // Code that no longer ends, or breaks while it loads, is noticed as well.
    killed: count("Killed", "Timeout", "RuntimeError"),
    survived: count("Survived"),
    uncovered: count("NoCoverage"),
  };
}

function percentOf({ killed, survived, uncovered }: Score): string {
  return `${((killed / (killed + survived + uncovered)) * PERCENT).toFixed(1)} %`;
}

writeScore();
