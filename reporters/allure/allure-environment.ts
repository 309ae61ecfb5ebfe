import type { Report } from "../../src/model/report.ts";
import { editionWords } from "../edition-words.ts";
import { outcomeLine, outcomeWords } from "../outcome-line.ts";
import type { RenderOptions } from "../render-options.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { unjudgedSentence } from "../unjudged.ts";

/** The file of the results that Allure shows as the environment of the launch. */
export const ALLURE_ENVIRONMENT = "environment.properties";

const MAX_VALUE = 1_500;

/** What no single result says: of each target the outcome, and how many of how many MUST rules were judged. */
export function allureEnvironment(report: Report, { failOn }: RenderOptions): string {
  const lines = report.targets.flatMap((target) => [
    [target.name, `${outcomeWords(target)}: ${outcomeLine(report, target, failOn)}`],
    [`${target.name}.not-judged`, unjudgedSentence(target)],
    [`${target.name}.editions`, editionWords(target)],
  ]);
  const written = [
    ...lines.filter(([, value]) => value !== ""),
    ["seed", String(report.run.seed)],
    ["rules", report.specs.digest],
  ];
  return written
    .map(([key = "", value = ""]) => `${escapeKey(key)} = ${escapeValue(value)}\n`)
    .join("");
}

/** As `java.util.Properties` reads it: one line, nothing in it ends the key or continues the line. */
function escapeKey(text: string): string {
  return visible(text).replace(/[\\ :=#!]/g, "\\$&");
}

function escapeValue(text: string): string {
  return visible(truncate(text, MAX_VALUE)).replace(/\\/g, "\\\\");
}
