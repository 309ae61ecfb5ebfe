import { createRequire } from "node:module";
import type * as BadgeMaker from "badge-maker";
import type { Report } from "../../src/model/report.ts";
import type { RenderOptions } from "../render-options.ts";
import { badgeWords } from "./badge-words.ts";

const load = createRequire(import.meta.url);

/** The badge as a picture, in the usual flat style; it loads nothing. */
export function renderBadgeSvg(report: Report, options: RenderOptions = {}): string {
  // Its tables of how wide each character is take 15 MiB: only who wants a badge has them.
  const { makeBadge } = load("badge-maker") as typeof BadgeMaker;
  return `${makeBadge(badgeWords(report, options.failOn))}\n`;
}
