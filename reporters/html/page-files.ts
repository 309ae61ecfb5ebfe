import { existsSync, readFileSync } from "node:fs";

/** Parts of the stylesheet, in the order in which they apply. */
const STYLES = [
  "tokens.css",
  "frame.css",
  "marks.css",
  "summary.css",
  "tables.css",
  "rules.css",
  "failure.css",
  "pictures.css",
  "history.css",
  "print.css",
] as const;

/** Classic scripts that share one scope; the last one starts the page. */
const SCRIPTS = [
  "theme.js",
  "element.js",
  "highlight.js",
  "differences.js",
  "copy.js",
  "exchange.js",
  "failure.js",
  "rule.js",
  "filter.js",
  "links.js",
  "print.js",
  "start.js",
] as const;

/** The stylesheet and the script of every HTML page, each as one text. */
export interface PageFiles {
  readonly style: string;
  readonly script: string;
}

/** Reads them from the package: what is compiled lies two folders deep, and what is not beside them. */
export function pageFiles(): PageFiles {
  const folders = ["./page/", "../../reporters/html/page/"];
  const folder = folders
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(new URL(STYLES[0], url)));
  if (!folder) throw new Error("the package's reporters/html/page folder is missing");
  const joined = (names: readonly string[]): string =>
    names.map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");
  return { style: joined(STYLES), script: `"use strict";\n${joined(SCRIPTS)}` };
}
