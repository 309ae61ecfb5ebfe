import type { Report } from "../src/model/report.ts";
import { renderAllure } from "./allure/render-allure.ts";
import { FORMATS, type FormatName } from "./registry.ts";
import type { RenderOptions } from "./render-options.ts";

/** Allure reads a folder of results. */
export const ALLURE_FOLDER = "allure-results";

/** The files of a report in the formats named, by their paths below the output folder, with `/`. */
export function formatFiles(
  report: Report,
  names: readonly (FormatName | "allure")[],
  options: RenderOptions,
): Readonly<Record<string, string>> {
  const files = [...new Set(names)].flatMap((name): (readonly [string, string])[] => {
    if (name === "allure") {
      const results = Object.entries(renderAllure(report, options));
      return results.map(([file, text]) => [`${ALLURE_FOLDER}/${file}`, text]);
    }
    const { also = [], ...first } = FORMATS[name];
    return [first, ...also].map(({ file, render }) => [file, render(report, options)]);
  });
  return Object.fromEntries(files);
}
