import { makeBadge } from "badge-maker";
import type { Report } from "../../src/model/report.ts";
import type { RenderOptions } from "../render-options.ts";
import { badgeWords } from "./badge-words.ts";

/** The badge as a picture, in the usual flat style; it loads nothing. */
export function renderBadgeSvg(report: Report, options: RenderOptions = {}): string {
  return `${makeBadge(badgeWords(report, options.failOn))}\n`;
}
